package dev.kbsync.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of results of a leg.
 *
 * @param leg the list it belongs to
 * @param rows what it shows; may be empty
 * @param cursor where the next page of results begins, null if this was the last of the leg
 * @param absent ids the leg asked for by id and never got; filled on the leg's last page only
 * @param fates what is known of some ids that were asked for and not got, a few words each
 * @param problem why the leg ended before its end, one sentence; empty if it did not
 * @param note what could not be told of its pages, one sentence for the whole run; empty if nothing
 */
public record ResultPage(
        Leg leg,
        List<Listed> rows,
        @Nullable String cursor,
        List<String> absent,
        Map<String, String> fates,
        String problem,
        String note) {

    public ResultPage(Leg leg, List<Listed> rows, @Nullable String cursor) {
        this(leg, rows, cursor, List.of(), Map.of(), "", "");
    }

    public ResultPage with(@Nullable String next) {
        return new ResultPage(leg, rows, next, absent, fates, problem, note);
    }

    public ResultPage with(List<Listed> others) {
        return new ResultPage(leg, others, cursor, absent, fates, problem, note);
    }

    public ResultPage telling(Map<String, String> others) {
        return new ResultPage(leg, rows, cursor, absent, others, problem, note);
    }

    public ResultPage noting(String sentence) {
        return new ResultPage(leg, rows, cursor, absent, fates, problem, sentence);
    }

    /** As the last of its leg. */
    public ResultPage ended(List<String> neverGot) {
        return new ResultPage(leg, rows, null, neverGot, fates, problem, note);
    }

    /** A leg that could not be listed to its end. */
    public static ResultPage broken(Leg leg, String problem) {
        return new ResultPage(leg, List.of(), null, List.of(), Map.of(), problem, "");
    }

    /**
     * Whether everything here was last saved before its leg needs to look any further. A list of
     * changes comes newest first, so what follows is older still.
     */
    public boolean oldEnough() {
        Instant enough = leg.enough();
        return enough != null
                && !rows.isEmpty()
                && rows.stream().allMatch(row -> row.ref().modifiedAt().isBefore(enough));
    }

    public boolean last() {
        return cursor == null;
    }
}
