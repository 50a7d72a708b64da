package dev.kbsync.run;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Pages that somebody said have changed; the site's next run looks them up by id, which may show
 * them before a list does. Kept in memory only: schedules find every change without them.
 */
@Component
class ReportedPages {

    /** Of a site at a time; what is more is left to the lists. */
    private static final int MOST = 1000;

    private final Map<String, Set<String>> bySite = new ConcurrentHashMap<>();

    void add(String site, Collection<String> contentIds) {
        bySite.compute(
                site,
                (name, before) -> {
                    Set<String> ids = before == null ? new LinkedHashSet<>() : before;
                    contentIds.stream().limit(MOST - ids.size()).forEach(ids::add);
                    return ids;
                });
    }

    List<String> take(String site) {
        Set<String> ids = bySite.remove(site);
        return ids == null ? List.of() : List.copyOf(ids);
    }
}
