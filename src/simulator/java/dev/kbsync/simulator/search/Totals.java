package dev.kbsync.simulator.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/** Remembers how many rows the latest queries have, so that not every page counts them anew. */
final class Totals {
    private static final int REMEMBERED = 64;

    private final Map<Object, Integer> counts =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Object, Integer> eldest) {
                    return size() > REMEMBERED;
                }
            };

    int of(Object query, IntSupplier count) {
        synchronized (counts) {
            Integer known = counts.get(query);
            if (known != null) {
                return known;
            }
        }
        int counted = count.getAsInt();
        synchronized (counts) {
            counts.put(query, counted);
        }
        return counted;
    }
}
