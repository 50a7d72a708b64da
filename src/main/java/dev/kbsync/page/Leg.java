package dev.kbsync.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One list that a run asks for: some spaces since some time, one space whole, or some pages by id.
 *
 * @param purpose why it is asked for
 * @param spaces keys of the spaces listed; empty for a list by ids
 * @param since lower bound of the last modification, overlap included; null for all pages
 * @param enough a list of changes comes newest first and may end at a page of results that is older
 *     than this and holds nothing new; null for other lists
 * @param ids the pages asked for; empty for a list of spaces
 * @param bodies whether the listing brings bodies along
 * @param place the cursor to begin with, null for the beginning
 */
public record Leg(
        Purpose purpose,
        List<String> spaces,
        @Nullable Instant since,
        @Nullable Instant enough,
        List<String> ids,
        boolean bodies,
        @Nullable String place) {

    public Leg {
        spaces = List.copyOf(spaces);
        ids = List.copyOf(ids);
    }

    /** Why a list is asked for. */
    public enum Purpose {
        /** What changed in spaces that are known already. */
        CHANGES,
        /** Everything in a space. */
        WHOLE,
        /** Pages that failed in earlier runs. */
        RETRY,
        /** Pages that the listing did not show: are they really gone? */
        CONFIRM
    }

    public static Leg changes(List<String> spaces, Instant since, Instant enough) {
        return new Leg(Purpose.CHANGES, spaces, since, enough, List.of(), true, null);
    }

    public static Leg whole(String space, boolean bodies) {
        return new Leg(Purpose.WHOLE, List.of(space), null, null, List.of(), bodies, null);
    }

    /** The rest of a whole space. */
    public static Leg rest(String space, String place) {
        return new Leg(Purpose.WHOLE, List.of(space), null, null, List.of(), true, place);
    }

    public static Leg retry(List<String> ids) {
        return new Leg(Purpose.RETRY, List.of(), null, null, ids, true, null);
    }

    /** The same list, but of fewer ids. */
    public Leg only(List<String> fewer) {
        return new Leg(purpose, spaces, since, enough, fewer, bodies, place);
    }

    public static Leg confirm(List<String> ids) {
        return new Leg(Purpose.CONFIRM, List.of(), null, null, ids, false, null);
    }
}
