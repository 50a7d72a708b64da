package dev.kbsync.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a listing.
 *
 * @param ref the page
 * @param storage its body in storage format, null where the listing came without bodies
 * @param people who wrote it, as far as that is told
 */
public record Listed(PageRef ref, @Nullable String storage, List<Person> people) {

    public Listed {
        people = List.copyOf(people);
    }

    public Listed(PageRef ref, @Nullable String storage) {
        this(ref, storage, List.of());
    }

    /** The same with something else to tell of the page. */
    public Listed with(PageRef other) {
        return new Listed(other, storage, people);
    }
}
