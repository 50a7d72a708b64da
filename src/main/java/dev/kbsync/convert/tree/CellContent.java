package dev.kbsync.convert.tree;

import java.util.List;

/** What a table cell holds; it may be written into several cells. */
public final class CellContent {

    public static final CellContent EMPTY = new CellContent(List.of());

    private final List<Piece> pieces;

    CellContent(List<Piece> pieces) {
        this.pieces = pieces;
    }

    List<Piece> pieces() {
        return pieces;
    }

    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** About how many characters it takes. */
    public int size() {
        return pieces.stream().mapToInt(piece -> piece.text().length() + 4).sum();
    }
}
