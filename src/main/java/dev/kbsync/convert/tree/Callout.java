package dev.kbsync.convert.tree;

import org.commonmark.node.BlockQuote;

/** A call-out, which is written as a quotation. */
public final class Callout extends BlockQuote {

    private final boolean titled;

    /**
     * @param titled whether its first block is its title
     */
    public Callout(boolean titled) {
        this.titled = titled;
    }

    public boolean isTitled() {
        return titled;
    }
}
