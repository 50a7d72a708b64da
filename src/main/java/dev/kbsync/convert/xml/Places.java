package dev.kbsync.convert.xml;

import java.util.function.Consumer;

/** Names places of a text by line and column, for the first warnings; the others are counted. */
final class Places {

    private static final int MOST_WARNINGS = 20;

    private final String text;
    private final Consumer<String> warnings;
    private int warned;

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
        int line = 1;
        int lineStart = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
            line++;
            lineStart = i + 1;
        }
        return "line " + line + ", column " + (at - lineStart + 1);
    }
}
