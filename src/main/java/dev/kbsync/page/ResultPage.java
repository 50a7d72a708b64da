package dev.kbsync.page;

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
 * @param absence what did not come, though it was asked for by id
 * @param notes what could not be told of its pages, sentences to be said once in the whole run
 * @param oldEnough whether everything that Confluence listed here was last saved before the leg
 *     needs to look any further; rows that join later do not count. A list of changes comes newest
 *     first, so what follows is older still.
 */
public record ResultPage(
        Leg leg,
        List<Listed> rows,
        @Nullable String cursor,
        Absence absence,
        List<String> notes,
        boolean oldEnough)
        implements ListAnswer {

    /**
     * What did not come, though it was asked for by id.
     *
     * @param ids what never came; known on the leg's last page of results only
     * @param fates what is known of some of them, a few words each
     * @param hiding keys of spaces of which a data security policy hides pages, as was known right
     *     after they did not come
     */
    public record Absence(List<String> ids, Map<String, String> fates, Set<String> hiding) {

        static final Absence NONE = new Absence(List.of(), Map.of(), Set.of());
    }

    /** A page of results as it was listed. */
    public ResultPage(Leg leg, List<Listed> rows, @Nullable String cursor) {
        this(leg, rows, cursor, Absence.NONE, List.of(), allOlder(rows, leg));
    }

    private static boolean allOlder(List<Listed> rows, Leg leg) {
        return leg instanceof Leg.Changes changes
                && !rows.isEmpty()
                && rows.stream().allMatch(row -> row.ref().modifiedAt().isBefore(changes.enough()));
    }

    public ResultPage with(@Nullable String next) {
        return new ResultPage(leg, rows, next, absence, notes, oldEnough);
    }

    public ResultPage with(List<Listed> others) {
        return new ResultPage(leg, others, cursor, absence, notes, oldEnough);
    }

    /** As an answer to another list, of which its own was a part. */
    public ResultPage of(Leg whole) {
        return new ResultPage(whole, rows, cursor, absence, notes, oldEnough);
    }

    /** With one more sentence to be said once. */
    public ResultPage noting(String sentence) {
        List<String> more = Stream.concat(notes.stream(), Stream.of(sentence)).distinct().toList();
        return new ResultPage(leg, rows, cursor, absence, more, oldEnough);
    }

    public ResultPage telling(Map<String, String> fates) {
        return with(new Absence(absence.ids(), fates, absence.hiding()));
    }

    public ResultPage hiding(Set<String> spaces) {
        return with(new Absence(absence.ids(), absence.fates(), spaces));
    }

    /** As the last of its leg. */
    public ResultPage ended(List<String> neverCame) {
        return with(new Absence(neverCame, absence.fates(), absence.hiding()));
    }

    private ResultPage with(Absence other) {
        return new ResultPage(leg, rows, cursor, other, notes, oldEnough);
    }
}
