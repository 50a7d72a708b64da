package dev.kbsync.convert.tree;

import org.commonmark.text.Characters;

/**
 * What stands beside a delimiter, as far as Markdown cares: whether {@code **} may open or close
 * there depends on it.
 *
 * @see <a href="https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run">flanking</a>
 */
enum Side {
    /** A blank, or the begin or end of a line. */
    BLANK,
    PUNCTUATION,
    OTHER;

    static Side of(int codePoint) {
        if (Characters.isWhitespaceCodePoint(codePoint)) {
            return BLANK;
        }
        return Characters.isPunctuationCodePoint(codePoint) ? PUNCTUATION : OTHER;
    }

    static Side first(String text) {
        return of(text.codePointAt(0));
    }

    static Side last(String text) {
        return of(text.codePointBefore(text.length()));
    }

    /**
     * Whether {@code *} or {@code ~} between these works as a delimiter.
     *
     * @param outer what is on the far side of the delimiter, seen from the marked text
     * @param inner the marked text's first or last character
     */
    static boolean starWorks(Side outer, Side inner) {
        return inner == OTHER || (inner == PUNCTUATION && outer != OTHER);
    }

    /** Whether {@code _} between these works as a delimiter, which it never does inside a word. */
    static boolean underscoreWorks(Side outer, Side inner) {
        return inner != BLANK && outer != OTHER;
    }
}
