package dev.kbsync.convert.tree;

/** Text that is mostly one string, and copied only when it is more. */
final class Stretch {

    private String first = "";
    private final StringBuilder all = new StringBuilder(0);

    boolean isEmpty() {
        return first.isEmpty();
    }

    void append(String more) {
        if (first.isEmpty()) {
            first = more;
            return;
        }
        if (all.length() == 0) {
            all.append(first);
        }
        all.append(more);
    }

    /** Whether the last character is a letter or a digit. */
    boolean endsWord() {
        CharSequence text = all.length() == 0 ? first : all;
        return text.length() > 0
                && Character.isLetterOrDigit(Character.codePointBefore(text, text.length()));
    }

    /** The text; the stretch begins anew. */
    String take() {
        String text = all.length() == 0 ? first : all.toString();
        first = "";
        all.setLength(0);
        return text;
    }
}
