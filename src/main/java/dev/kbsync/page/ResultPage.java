package dev.kbsync.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
 * @param notes what could not be told of its pages, sentences to be said once in the whole run
 * @param hiding keys of spaces of which a data security policy hides pages, as was known right
 *     after pages were asked for by id and did not come
 * @param oldEnough whether everything that Confluence listed here was last saved before the leg
 *     needs to look any further; rows that join later do not count. A list of changes comes newest
 *     first, so what follows is older still.
 */
public record ResultPage(
        Leg leg,
        List<Listed> rows,
        @Nullable String cursor,
        List<String> absent,
        Map<String, String> fates,
        String problem,
        List<String> notes,
        Set<String> hiding,
        boolean oldEnough) {

    /** A page of results as it was listed. */
    public ResultPage(Leg leg, List<Listed> rows, @Nullable String cursor) {
        this(
                leg,
                rows,
                cursor,
                List.of(),
                Map.of(),
                "",
                List.of(),
                Set.of(),
                allOlder(rows, leg.enough()));
    }

    public ResultPage with(@Nullable String next) {
        return new ResultPage(leg, rows, next, absent, fates, problem, notes, hiding, oldEnough);
    }

    public ResultPage with(List<Listed> others) {
        return new ResultPage(
                leg, others, cursor, absent, fates, problem, notes, hiding, oldEnough);
    }

    /** As an answer to another list, of which its own was a part. */
    public ResultPage of(Leg whole) {
        return new ResultPage(
                whole, rows, cursor, absent, fates, problem, notes, hiding, oldEnough);
    }

    public ResultPage telling(Map<String, String> others) {
        return new ResultPage(leg, rows, cursor, absent, others, problem, notes, hiding, oldEnough);
    }

    /** With one more sentence to be said once. */
    public ResultPage noting(String sentence) {
        List<String> more = Stream.concat(notes.stream(), Stream.of(sentence)).distinct().toList();
        return new ResultPage(leg, rows, cursor, absent, fates, problem, more, hiding, oldEnough);
    }

    public ResultPage hiding(Set<String> spaces) {
        return new ResultPage(leg, rows, cursor, absent, fates, problem, notes, spaces, oldEnough);
    }

    /** As the last of its leg. */
    public ResultPage ended(List<String> neverGot) {
        return new ResultPage(leg, rows, null, neverGot, fates, problem, notes, hiding, oldEnough);
    }

    /** A leg that could not be listed to its end. */
    public static ResultPage broken(Leg leg, String problem) {
        return new ResultPage(
                leg, List.of(), null, List.of(), Map.of(), problem, List.of(), Set.of(), false);
    }

    private static boolean allOlder(List<Listed> rows, @Nullable Instant enough) {
        return enough != null
                && !rows.isEmpty()
                && rows.stream().allMatch(row -> row.ref().modifiedAt().isBefore(enough));
    }

    public boolean last() {
        return cursor == null;
    }
}
