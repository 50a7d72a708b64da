package dev.kbsync.chunk;

import dev.kbsync.chunk.Around.Frame;
import dev.kbsync.page.Block.Kind;
import java.util.EnumSet;
import java.util.Set;

/**
 * The smallest stretch of a document that is never cut.
 *
 * @param section the section it is in
 * @param start where it begins
 * @param end where its content ends; what comes before the next piece separates the two
 * @param tokens how long it is, with what separates it from the next
 * @param depth how bad it is to cut before it: 0 between sections, more inside of a block
 * @param glued whether what comes before it belongs to it, as a heading does
 * @param lead what a chunk must begin with that begins here
 * @param tail what a chunk must end with that ends here
 * @param kinds the blocks it is of
 */
record Piece(
        Section section,
        int start,
        int end,
        int tokens,
        int depth,
        boolean glued,
        Frame lead,
        Frame tail,
        Set<Kind> kinds) {

    boolean isHeading() {
        return kinds.equals(EnumSet.of(Kind.HEADING));
    }
}
