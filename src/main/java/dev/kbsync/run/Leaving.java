package dev.kbsync.run;

import dev.kbsync.page.PageWork;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which pages leave which sinks at the end of a run, by their filters. */
final class Leaving {

    private final Map<String, Set<String>> sinks = new LinkedHashMap<>();

    /** Notes what was found, until it is known how many leave a sink. */
    void add(Collection<PageWork> works) {
        works.forEach(
                work ->
                        sinks.computeIfAbsent(work.ref().contentId(), unused -> new TreeSet<>())
                                .addAll(work.sinks()));
    }

    /** Ids of the pages that leave some sink. */
    Set<String> pages() {
        return Set.copyOf(sinks.keySet());
    }

    /** Ids of the pages that leave one sink. */
    Set<String> pages(String sink) {
        return sinks.entrySet().stream()
                .filter(page -> page.getValue().contains(sink))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether this work is one of what was noted, and not taken back. */
    boolean includes(PageWork work) {
        return sinks.getOrDefault(work.ref().contentId(), Set.of()).containsAll(work.sinks());
    }

    /** Documents of these pages stay in a sink after all. */
    void stay(String sink, Collection<String> contentIds) {
        for (String id : contentIds) {
            Set<String> left = sinks.getOrDefault(id, Set.of());
            if (left.contains(sink)) {
                left.remove(sink);
            }
            if (left.isEmpty()) {
                sinks.remove(id);
            }
        }
    }
}
