package dev.kbsync.retrieval.page;

/** What a page is written in, told by its script. */
public enum Language {
    /** Everything that is not Korean. */
    ENGLISH("English"),
    KOREAN("Korean");

    private static final double ENOUGH = 0.2;

    private final String title;

    Language(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** The language of a text: Korean if a fifth of its letters are. */
    static Language of(String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        long korean = text.codePoints().filter(Language::isHangul).count();
        return letters > 0 && korean >= ENOUGH * letters ? KOREAN : ENGLISH;
    }

    private static boolean isHangul(int character) {
        return Character.UnicodeScript.of(character) == Character.UnicodeScript.HANGUL;
    }
}
