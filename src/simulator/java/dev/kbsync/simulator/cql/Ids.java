package dev.kbsync.simulator.cql;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Content ids as queries write them: digits, with {@code att} before those of attachments. */
final class Ids {
    private Ids() {}

    /**
     * The numbers in ids.
     *
     * @throws CqlException if one is no id
     */
    static Set<Long> of(Collection<String> texts) {
        return texts.stream()
                .filter(text -> !text.isEmpty())
                .map(Ids::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static long of(String text) {
        try {
            return Long.parseLong(text.startsWith("att") ? text.substring(3) : text);
        } catch (NumberFormatException malformed) {
            throw new CqlException("Invalid content id: " + text);
        }
    }
}
