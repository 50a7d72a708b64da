package dev.kbsync.simulator.content;

import java.util.Locale;

/** Where in its life a piece of content is. Purged content is simply gone. */
public enum Status {
    CURRENT,
    ARCHIVED,
    TRASHED;

    /** The name in JSON. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
