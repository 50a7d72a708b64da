package dev.kbsync.convert.tree;

import org.commonmark.node.CustomNode;

/** Raised or lowered text. */
public final class Script extends CustomNode {

    private final boolean raised;

    Script(boolean raised) {
        this.raised = raised;
    }

    public boolean isRaised() {
        return raised;
    }
}
