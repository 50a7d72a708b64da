package dev.kbsync.run;

import dev.kbsync.page.PageWork;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which pages leave which sinks at the end of a run, by their filters. */
final class Leaving {

    /** By page and sink, why. */
    private final Map<String, Map<String, String>> sinks = new LinkedHashMap<>();

    /** Notes what was found, until it is known how many leave a sink. */
    void add(Collection<PageWork> works) {
        works.forEach(
                work ->
                        work.sinks()
                                .forEach(
                                        sink ->
                                                sinks.computeIfAbsent(
                                                                work.ref().contentId(),
                                                                unused -> new TreeMap<>())
                                                        .put(sink, work.reason())));
    }

    /** Ids of the pages that leave some sink. */
    Set<String> pages() {
        return Set.copyOf(sinks.keySet());
    }

    /** Ids of the pages that leave one sink. */
    Set<String> pages(String sink) {
        return sinks.entrySet().stream()
                .filter(page -> page.getValue().containsKey(sink))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether this work is one of what was noted, and not taken back. */
    boolean includes(PageWork work) {
        return sinks.getOrDefault(work.ref().contentId(), Map.of())
                .keySet()
                .containsAll(work.sinks());
    }

    /** Why a page leaves a sink, a few words. */
    String reason(String contentId, String sink) {
        return sinks.getOrDefault(contentId, Map.of()).getOrDefault(sink, "");
    }

    /** Documents of these pages stay in a sink after all. */
    void stay(String sink, Collection<String> contentIds) {
        for (String id : contentIds) {
            sinks.computeIfPresent(
                    id,
                    (page, left) -> {
                        left.remove(sink);
                        return left.isEmpty() ? null : left;
                    });
        }
    }
}
