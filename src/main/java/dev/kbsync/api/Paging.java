package dev.kbsync.api;

import dev.kbsync.api.json.Paged;
import java.util.List;

/** Which part of a list somebody wants. */
final class Paging {

    static final String USUAL = "50";

    private static final int MOST = 500;
    private static final int LAST = 1_000_000;

    private final int page;
    private final int size;

    /**
     * @param page from 1
     * @throws IllegalArgumentException with one sentence, if there can be no such part
     */
    Paging(int page, int size) {
        if (size < 1 || size > MOST) {
            throw new IllegalArgumentException(
                    "The size is %d; it must be from 1 to %d.".formatted(size, MOST));
        }
        if (page < 1 || page > LAST) {
            throw new IllegalArgumentException(
                    "The page is %d; it must be from 1 to %d.".formatted(page, LAST));
        }
        this.page = page;
        this.size = size;
    }

    /** Where items come from. */
    interface Source<T> {

        /**
         * @param from how many to pass over
         * @param most how many at most
         */
        List<T> items(int from, int most);
    }

    /**
     * The part of a list.
     *
     * @param total how long the list is
     * @throws PastTheEndException if that is too short
     */
    <T> Paged<T> of(long total, Source<T> source) {
        long pages = Math.max(1, (total + size - 1) / size);
        if (page > pages) {
            throw new PastTheEndException(page, pages);
        }
        return new Paged<>(source.items((page - 1) * size, size), page, size, total);
    }
}
