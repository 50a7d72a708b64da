package dev.kbsync.convert.tree;

import java.util.ArrayList;
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

    /** The content of a header cell: strong text says nothing there, as all of it is strong. */
    public CellContent asHeader() {
        return new CellContent(Pieces.withoutStrong(pieces));
    }

    /** This header and the one below it, as one; a cell that spans both is there once. */
    public CellContent above(CellContent below) {
        if (below == this || below.isEmpty() || pieces.equals(below.pieces)) {
            return this;
        }
        if (isEmpty()) {
            return below;
        }
        List<Piece> both = new ArrayList<>(pieces);
        both.add(new Piece(" ", 0, null, null));
        both.addAll(below.pieces);
        return new CellContent(both);
    }

    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** About how many characters it takes. */
    public int size() {
        return pieces.stream().mapToInt(piece -> piece.text().length() + 4).sum();
    }
}
