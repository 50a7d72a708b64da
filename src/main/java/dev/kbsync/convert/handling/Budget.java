package dev.kbsync.convert.handling;

/**
 * Bounds what a page may blow up: content written in several places, as merged cells and included
 * pages are. Real pages stay far below it; hostile ones lose the repetition, never the content.
 */
public final class Budget {

    private static final int BASE = 1_000_000;

    private long left;

    public Budget(int pageLength) {
        left = BASE + 2L * pageLength;
    }

    /** Takes some characters out of it; false, taking none, when there are too few. */
    public boolean spend(long characters) {
        if (characters > left) {
            return false;
        }
        left -= characters;
        return true;
    }
}
