package dev.kbsync.page;

import java.util.List;

/** How a document is cut into chunks, which may be done when they are first asked for. */
public interface Pieces {

    /** A document that is not cut. */
    Pieces NONE = new Known(List.of());

    /** Changes whenever the same document would be cut otherwise; empty if it is not cut. */
    String tag();

    List<Chunk> chunks();

    /** Another document that is cut in the same way. */
    Pieces of(Document other);

    /** Chunks that are known. */
    record Known(List<Chunk> chunks) implements Pieces {

        @Override
        public String tag() {
            return "";
        }

        @Override
        public Pieces of(Document other) {
            return other.pieces(); // How these were cut is not known.
        }
    }
}
