package dev.kbsync.convert.handling;

import dev.kbsync.convert.text.Cleaner;

/** Names that pages give, made fit for reports: no control characters, no pages of text. */
public final class Label {

    private static final int LONGEST = 200;

    private Label() {}

    public static String of(String text) {
        return cut(text, LONGEST);
    }

    public static String cut(String text, int longest) {
        return new Cleaner().code(text.length() <= longest ? text : text.substring(0, longest));
    }
}
