package dev.kbsync.chunk;

/** The indentation of what was inside of a list, and is not there. */
final class Indent {

    private Indent() {}

    /** A text whose first line has no indentation. */
    static String removed(String text) {
        int common = indent(text, 0, text.length());
        if (common == 0) {
            return text;
        }
        int from = 0;
        while (from < text.length()) {
            int end = end(text, from);
            if (!text.substring(from, end).isBlank()) {
                common = Math.min(common, indent(text, from, end));
            }
            from = end;
        }
        StringBuilder removed = new StringBuilder(text.length());
        for (from = 0; from < text.length(); from = end(text, from)) {
            int end = end(text, from);
            removed.append(text, from + Math.min(common, indent(text, from, end)), end);
        }
        return removed.toString();
    }

    private static int end(String text, int from) {
        int lf = text.indexOf('\n', from);
        return lf < 0 ? text.length() : lf + 1;
    }

    private static int indent(String text, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) == ' ') {
            at++;
        }
        return at - from;
    }
}
