package dev.kbsync.convert.text;

/**
 * Takes out of text what has no business in a document: control characters, characters that turn
 * the reading direction around, halves of surrogate pairs. Counts what it took.
 */
public final class Cleaner {

    private static final String REPLACEMENT = "\uFFFD";

    private static final boolean[] PLAIN = new boolean[Character.MAX_VALUE + 1];

    static {
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            PLAIN[c] =
                    !isSpace(c) && !isUnwanted(c) && !isInvisible(c) && !Character.isSurrogate(c);
        }
    }

    private int removed;

    /** How many characters were taken out or replaced so far. */
    public int removed() {
        return removed;
    }

    /** Whether a character needs no second look. */
    public static boolean isPlain(char c) {
        return PLAIN[c];
    }

    public static boolean isSpace(char c) {
        return c == ' '
                || (c >= '\t' && c <= '\r')
                || c == '\u0085'
                || (c >= 0x80 && Character.isSpaceChar(c));
    }

    /** How many chars the character at a place takes. */
    public static int length(String text, int at) {
        return isPair(text, at) ? 2 : 1;
    }

    /** What is left of the character at a place, empty when nothing. */
    public String character(String text, int at) {
        if (isPair(text, at)) {
            return text.substring(at, at + 2);
        }
        char c = text.charAt(at);
        if (isInvisible(c)) {
            return "";
        }
        return fit(c);
    }

    private String fit(char c) {
        if (Character.isSurrogate(c)) {
            removed++;
            return REPLACEMENT;
        }
        if (isUnwanted(c)) {
            removed++;
            return "";
        }
        return String.valueOf(c);
    }

    /** Code: every character kept, blanks included, line ends as LF. */
    public String code(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c) || c == ' ' || c == '\n' || c == '\t') {
                if (clean != null) {
                    clean.append(c);
                }
                continue;
            }
            if (clean == null) {
                clean = new StringBuilder(text.length()).append(text, 0, i);
            }
            if (c == '\r') {
                boolean followed = i + 1 < text.length() && text.charAt(i + 1) == '\n';
                clean.append(followed ? "" : "\n");
            } else if (isPair(text, i)) {
                clean.append(text, i, i + 2);
                i++;
            } else {
                clean.append(fit(c));
            }
        }
        return clean == null ? text : clean.toString();
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length()
                && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    /**
     * Characters that only say where a word may be broken, so that nobody would find the word: soft
     * hyphen, zero width space, word joiner, byte order mark. Joiners stay: emoji and some scripts
     * need them.
     */
    private static boolean isInvisible(char c) {
        return c == '\u00ad' || c == '\u200b' || c == '\u2060' || c == '\ufeff';
    }

    private static boolean isUnwanted(char c) {
        return Character.isISOControl(c) || isTurning(c) || c >= '\ufffe';
    }

    /** Characters that turn the reading direction around could hide what a text says. */
    static boolean isTurning(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }
}
