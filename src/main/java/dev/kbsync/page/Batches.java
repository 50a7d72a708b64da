package dev.kbsync.page;

import java.util.ArrayList;
import java.util.List;

/** Cuts a list into pieces of which each fits a query or a request. */
public final class Batches {

    /** As many ids, or keys of spaces, as fit a query and a page of results with bodies. */
    private static final int SIZE = 50;

    private Batches() {}

    public static <T> List<List<T>> of(List<T> all) {
        return of(all, SIZE);
    }

    /**
     * @param size how many elements each piece has, except the last one
     */
    public static <T> List<List<T>> of(List<T> all, int size) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(from + size, all.size())));
        }
        return batches;
    }
}
