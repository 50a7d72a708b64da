package dev.kbsync.convert.tree;

import org.commonmark.node.Link;
import org.jspecify.annotations.Nullable;

/** A link that stays on the site. */
public final class SiteLink extends Link {

    private final @Nullable String file;

    SiteLink(String destination, @Nullable String file) {
        super(destination, null);
        this.file = file;
    }

    /** The document of the page it leads to, seen from this one; null if there is none. */
    public @Nullable String file() {
        return file;
    }
}
