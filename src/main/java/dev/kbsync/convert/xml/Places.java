package dev.kbsync.convert.xml;

import java.util.function.Consumer;

/** Names places of a text by line and column, for the first warnings; the others are counted. */
final class Places {

    private static final int MOST_WARNINGS = 20;

    private final String text;
    private final Consumer<String> warnings;
    private int warned;

    // The line that was named last, as the next place is mostly on it or behind it.
    private int line;
    private int lineStart;
    private int lineEnd = -1;

    Places(String text, Consumer<String> warnings) {
        this.text = text;
        this.warnings = warnings;
    }

    void warn(String what, int at) {
        if (warned++ < MOST_WARNINGS) {
            warnings.accept(what + " at " + name(at));
        }
    }

    /** To be called last. */
    void close() {
        if (warned > MOST_WARNINGS) {
            warnings.accept((warned - MOST_WARNINGS) + " further places are not well-formed");
        }
    }

    private String name(int at) {
        if (at < lineStart) {
            line = 0;
            lineEnd = -1;
        }
        while (lineEnd < at) {
            line++;
            lineStart = lineEnd + 1;
            int end = text.indexOf('\n', lineStart);
            lineEnd = end < 0 ? text.length() : end;
        }
        return "line " + line + ", column " + (at - lineStart + 1);
    }
}
