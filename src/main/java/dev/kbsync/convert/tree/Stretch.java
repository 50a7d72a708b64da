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

    /** Whether a word would stick to the last character: a letter, a digit, a marker's bracket. */
    boolean endsWord() {
        CharSequence text = all.length() == 0 ? first : all;
        if (text.length() == 0) {
            return false;
        }
        int last = Character.codePointBefore(text, text.length());
        return Character.isLetterOrDigit(last) || last == ')';
    }

    /** The text; the stretch begins anew. */
    String take() {
        String text = all.length() == 0 ? first : all.toString();
        first = "";
        all.setLength(0);
        return text;
    }
}
