package dev.kbsync.convert.tree;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of pieces and what already stands around it.
 *
 * @param done bits of the marks it is within
 * @param link the link it is within
 * @param after what follows it
 */
record Span(int from, int to, int done, @Nullable Target link, Side after) {

    Span within(Mark mark) {
        return new Span(from, to, done | mark.bit(), link, after);
    }

    Span part(int newFrom, int newTo, Side newAfter) {
        return new Span(newFrom, newTo, done, link, newAfter);
    }

    Span before(Side newAfter) {
        return part(from, to, newAfter);
    }

    /** The link that begins with a piece here; null for none. */
    @Nullable Target opens(Piece piece) {
        return piece.link() == link ? null : piece.link();
    }

    /** Whether a piece has marks here that are not written yet. */
    boolean isMarked(Piece piece) {
        return (piece.wraps() & ~done) != 0;
    }
}
