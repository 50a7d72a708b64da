package dev.kbsync.routes;

import dev.kbsync.page.SinkRoute;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.springframework.stereotype.Component;

/** All that is wrong with routes right now: files, schedules, sinks without a route. */
@Component
public class RouteProblems {

    private final RouteFiles files;
    private final Schedules schedules;
    private final Sites sites;
    private final CamelContext camel;

    RouteProblems(RouteFiles files, Schedules schedules, Sites sites, CamelContext camel) {
        this.files = files;
        this.schedules = schedules;
        this.sites = sites;
        this.camel = camel;
    }

    /** By file, schedule or sink, one sentence each; empty if all is well. */
    public SortedMap<String, String> all() {
        SortedMap<String, String> problems = new TreeMap<>(files.problems());
        problems.putAll(schedules.problems());
        for (Site site : sites.all()) {
            site.sinks().stream()
                    .filter(sink -> camel.getRoute(SinkRoute.id(sink)) == null)
                    .forEach(sink -> problems.put("sink " + sink, withoutRoute(sink)));
        }
        return problems;
    }

    private static String withoutRoute(String sink) {
        return "Sink \"%s\" has no route; add routes/4-deliver-to-%s.camel.yaml or take it out of kbsync.deliver.to."
                .formatted(sink, sink);
    }
}
