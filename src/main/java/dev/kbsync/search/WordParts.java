package dev.kbsync.search;

import java.util.ArrayList;
import java.util.List;

/** Finds the parts of names: at signs, where the case changes, and between Korean and Latin. */
final class WordParts {

    /** Shorter ones are noise, such as what follows an apostrophe. */
    private static final int SHORTEST = 2;

    /** No letter before it is Korean. */
    private static final char FIRST_HANGUL = '\u1100';

    private final String word;
    private final List<Part> parts = new ArrayList<>();
    private int from;

    private WordParts(String word) {
        this.word = word;
    }

    /**
     * A part of a word.
     *
     * @param start where it begins in the word
     * @param hangul whether it is Korean
     */
    record Part(String text, int start, boolean hangul) {}

    /** The parts, none for a word that has no other part than itself. */
    static List<Part> of(String word) {
        if (isPlain(word)) {
            return List.of();
        }
        return isVersion(word)
                ? List.of(new Part(word.substring(1), 1, false))
                : new WordParts(word).cut();
    }

    /** Most words are. */
    private static boolean isPlain(String word) {
        for (int i = 1; i < word.length(); i++) {
            if (word.charAt(i) < 'a' || word.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }

    /** A number after a v. */
    private static boolean isVersion(String word) {
        for (int i = 1; i < word.length(); i++) {
            if (!Character.isDigit(word.charAt(i)) && word.charAt(i) != '.') {
                return false;
            }
        }
        return word.charAt(0) == 'v' || word.charAt(0) == 'V';
    }

    private List<Part> cut() {
        for (int i = 0; i < word.length(); i++) {
            if (isSign(i)) {
                end(i);
                from = i + 1;
            } else if (i > from && begins(i)) {
                end(i);
                from = i;
            }
        }
        if (from == 0) {
            return List.of();
        }
        end(word.length());
        return parts;
    }

    private void end(int end) {
        if (end - from >= SHORTEST) {
            parts.add(new Part(word.substring(from, end), from, isHangul(from)));
        }
    }

    /** Between digits a dot or comma belongs to the number. */
    private boolean isSign(int i) {
        char c = word.charAt(i);
        if (Character.isLetterOrDigit(c)
                || Character.isSurrogate(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK) {
            return false;
        }
        boolean inNumber =
                i > 0
                        && i + 1 < word.length()
                        && Character.isDigit(word.charAt(i - 1))
                        && Character.isDigit(word.charAt(i + 1));
        return !(inNumber && (c == '.' || c == ','));
    }

    /** Whether another part begins at a character that is no sign. */
    private boolean begins(int i) {
        char before = word.charAt(i - 1);
        char here = word.charAt(i);
        if (isHangul(i - 1) != isHangul(i)) {
            return true;
        }
        return Character.isUpperCase(here)
                && (Character.isLowerCase(before)
                        || (Character.isUpperCase(before)
                                && i + 1 < word.length()
                                && Character.isLowerCase(word.charAt(i + 1))));
    }

    private boolean isHangul(int i) {
        return word.charAt(i) >= FIRST_HANGUL
                && Character.UnicodeScript.of(word.charAt(i)) == Character.UnicodeScript.HANGUL;
    }
}
