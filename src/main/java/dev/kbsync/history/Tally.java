package dev.kbsync.history;

import dev.kbsync.page.Outcome;
import dev.kbsync.page.Outcome.Kind;

/**
 * How many pages came to which end. It balances when everything that was listed came to one.
 *
 * @param listed pages a listing showed, counted when it showed them
 * @param delivered stored in every sink that had to hear of them
 * @param unchanged as every sink has them
 * @param skipped not wanted: restricted, or outside the chosen spaces
 * @param failed listed, but not brought to an end; tried again later
 * @param removed documents taken out of the sinks, listed or not
 * @param unremoved not listed any more, but a sink would not let go of the document
 */
public record Tally(
        int listed,
        int delivered,
        int unchanged,
        int skipped,
        int failed,
        int removed,
        int unremoved) {

    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

    public static Tally listed(int pages) {
        return new Tally(pages, 0, 0, 0, 0, 0, 0);
    }

    public static Tally of(Outcome outcome) {
        boolean listed = outcome.work().listed();
        Kind kind = outcome.kind();
        return new Tally(
                0,
                one(kind == Kind.DELIVERED),
                one(kind == Kind.UNCHANGED),
                one(kind == Kind.SKIPPED || (kind == Kind.REMOVED && listed)),
                one(kind == Kind.FAILED && listed),
                one(kind == Kind.REMOVED),
                one(kind == Kind.FAILED && !listed));
    }

    private static int one(boolean yes) {
        return yes ? 1 : 0;
    }

    public Tally plus(Tally other) {
        return new Tally(
                listed + other.listed,
                delivered + other.delivered,
                unchanged + other.unchanged,
                skipped + other.skipped,
                failed + other.failed,
                removed + other.removed,
                unremoved + other.unremoved);
    }

    public boolean balances() {
        return listed == delivered + unchanged + skipped + failed;
    }

    /** Whether anything became of the pages that somebody may want to know. */
    boolean changed() {
        return delivered + failed + removed + unremoved > 0 || !balances();
    }

    @Override
    public String toString() {
        return "listed %d = delivered %d + unchanged %d + skipped %d + failed %d; removed %d%s"
                .formatted(
                        listed,
                        delivered,
                        unchanged,
                        skipped,
                        failed,
                        removed,
                        unremoved == 0 ? "" : " (" + unremoved + " more could not be)");
    }
}
