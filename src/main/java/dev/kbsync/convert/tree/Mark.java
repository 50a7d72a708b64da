package dev.kbsync.convert.tree;

/** What inline text can be marked as. */
public enum Mark {
    STRONG(1),
    EMPHASIS(2),
    STRIKETHROUGH(4),
    SUPERSCRIPT(8),
    SUBSCRIPT(16),
    CODE(32);

    private final int bit;

    Mark(int bit) {
        this.bit = bit;
    }

    int bit() {
        return bit;
    }
}
