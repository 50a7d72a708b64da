package dev.kbsync.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One list that a run asks for: what changed in some spaces, one space whole, or pages by id. */
public sealed interface Leg {

    /** Keys of the spaces listed; empty for a list by ids. */
    default List<String> spaces() {
        return List.of();
    }

    /** The pages asked for; empty for a list of spaces. */
    default List<String> ids() {
        return List.of();
    }

    /** Whether the listing brings bodies along. */
    default boolean bodies() {
        return true;
    }

    /** The same list, but of fewer ids. */
    default Leg only(List<String> fewer) {
        return this;
    }

    /**
     * What changed in spaces that are known already, newest first.
     *
     * @param since lower bound of the last modification, overlap included
     * @param enough the list may end at a page of results that is older than this and holds nothing
     *     new
     */
    record Changes(List<String> spaces, Instant since, Instant enough) implements Leg {

        public Changes {
            spaces = List.copyOf(spaces);
        }
    }

    /**
     * Everything in a space.
     *
     * @param place the cursor to begin with, null for the beginning
     */
    record Whole(String space, boolean bodies, @Nullable String place) implements Leg {

        @Override
        public List<String> spaces() {
            return List.of(space);
        }
    }

    /** Pages that failed in earlier runs, or have to be delivered again. */
    record Retry(List<String> ids) implements Leg {

        public Retry {
            ids = List.copyOf(ids);
        }

        @Override
        public Leg only(List<String> fewer) {
            return new Retry(fewer);
        }
    }

    /** Pages that no listing showed: are they really gone? */
    record Confirm(List<String> ids) implements Leg {

        public Confirm {
            ids = List.copyOf(ids);
        }

        @Override
        public boolean bodies() {
            return false;
        }

        @Override
        public Leg only(List<String> fewer) {
            return new Confirm(fewer);
        }
    }

    static Leg whole(String space, boolean bodies) {
        return new Whole(space, bodies, null);
    }
}
