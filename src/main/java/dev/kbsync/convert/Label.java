package dev.kbsync.convert;

import dev.kbsync.convert.text.Cleaner;

/** Names that pages give, made fit for reports: no control characters, no pages of text. */
final class Label {

    private static final int LONGEST = 200;

    private Label() {}

    static String of(String text) {
        return cut(text, LONGEST);
    }

    static String cut(String text, int longest) {
        return new Cleaner().code(text.length() <= longest ? text : text.substring(0, longest));
    }
}
