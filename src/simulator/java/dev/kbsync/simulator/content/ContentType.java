package dev.kbsync.simulator.content;

import java.util.Locale;

/** The kinds of content a site can hold here. */
public enum ContentType {
    PAGE,
    BLOGPOST,
    FOLDER,
    COMMENT,
    ATTACHMENT;

    /** The name in JSON and CQL. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of a name in JSON and CQL.
     *
     * @throws IllegalArgumentException if there is no such kind
     */
    public static ContentType of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    /** Whether it stands in the tree of a space. */
    public boolean inTree() {
        return this == PAGE || this == FOLDER;
    }
}
