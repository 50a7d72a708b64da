package dev.kbsync.site;

import java.util.Locale;

/** How much of a site one run looks at. */
public enum RunKind {
    /** What changed since the watermark. */
    CHANGES,
    /** Every page; the only kind that finds removals. */
    FULL;

    /** The word used in routes, properties and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param word {@code changes} or {@code full}, in any case
     * @throws IllegalArgumentException naming the two words, for anything else
     */
    public static RunKind of(String word) {
        for (RunKind kind : values()) {
            if (kind.word().equalsIgnoreCase(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "There is no run of kind \"" + word + "\"; use changes or full.");
    }
}
