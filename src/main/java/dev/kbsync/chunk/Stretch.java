package dev.kbsync.chunk;

import java.util.ArrayList;
import java.util.List;

/** Sections that are packed together: one, or small ones with their neighbours. */
final class Stretch {

    private final List<Piece> pieces = new ArrayList<>();
    private final boolean small;
    private int tokens;

    private Stretch(List<Piece> section, int smallest) {
        add(section);
        small = tokens < smallest;
    }

    List<Piece> pieces() {
        return pieces;
    }

    /**
     * All sections in order, joined where they are small.
     *
     * @param sections the pieces of each
     * @param smallest how many tokens one has at least that is not joined
     * @param limit how many tokens a chunk may have
     */
    static List<Stretch> of(List<List<Piece>> sections, int smallest, int limit) {
        List<Stretch> stretches = new ArrayList<>();
        for (Stretch next : runs(sections, smallest)) {
            Stretch before = stretches.isEmpty() ? next : stretches.get(stretches.size() - 1);
            boolean beside = !stretches.isEmpty() && before.isBeside(next);
            // One that is small still, and could not join the one before it, waits for this one.
            if (beside && before.tokens < smallest && before.fitsWith(next, limit)) {
                before.add(next.pieces);
            } else {
                stretches.add(next);
            }
        }
        return backwards(stretches, smallest, limit);
    }

    /** What is small in spite of all that joins the one before it. */
    private static List<Stretch> backwards(List<Stretch> stretches, int smallest, int limit) {
        List<Stretch> joined = new ArrayList<>();
        for (Stretch next : stretches) {
            Stretch before = joined.isEmpty() ? next : joined.get(joined.size() - 1);
            if (!joined.isEmpty()
                    && next.tokens < smallest
                    && before.isBeside(next)
                    && before.fitsWith(next, limit)) {
                before.add(next.pieces);
            } else {
                joined.add(next);
            }
        }
        return joined;
    }

    /** Small sections in a row are one stretch, however long. */
    private static List<Stretch> runs(List<List<Piece>> sections, int smallest) {
        List<Stretch> runs = new ArrayList<>();
        for (List<Piece> section : sections) {
            Stretch next = new Stretch(section, smallest);
            Stretch before = runs.isEmpty() ? next : runs.get(runs.size() - 1);
            if (!runs.isEmpty() && before.small && next.small && before.isBeside(next)) {
                before.add(section);
            } else {
                runs.add(next);
            }
        }
        return runs;
    }

    private boolean isBeside(Stretch next) {
        Section last = pieces.get(pieces.size() - 1).section();
        return last.isBeside(next.pieces.get(0).section());
    }

    /** Neither is cut because of the other. */
    private boolean fitsWith(Stretch next, int limit) {
        return tokens + next.tokens <= limit || Math.max(tokens, next.tokens) > limit;
    }

    private void add(List<Piece> section) {
        pieces.addAll(section);
        section.forEach(piece -> tokens += piece.tokens());
    }
}
