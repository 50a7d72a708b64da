package dev.kbsync.routes;

import dev.kbsync.authorize.CredentialStates;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.SiteChanged;
import dev.kbsync.site.Sites;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * One route of the template {@code schedule} for every site and kind of run that has a schedule.
 */
@Component
public class Schedules {

    private static final Logger log = LoggerFactory.getLogger(Schedules.class);

    private final CamelContext camel;
    private final Sites sites;
    private final CredentialStates credentials;
    private final boolean enabled;
    private boolean templateLoaded;
    private final Map<String, String> running = new HashMap<>();
    private final SortedMap<String, String> problems = new TreeMap<>();

    Schedules(
            CamelContext camel,
            Sites sites,
            CredentialStates credentials,
            @Value("${kbsync.schedule.enabled:true}") boolean enabled) {
        this.camel = camel;
        this.sites = sites;
        this.credentials = credentials;
        this.enabled = enabled;
    }

    /** What is wrong with which schedule, one sentence each; empty if all is well. */
    public synchronized SortedMap<String, String> problems() {
        return new TreeMap<>(problems);
    }

    @EventListener
    void siteChanged(SiteChanged event) {
        refresh();
    }

    /** Brings the schedules in step with the sites. */
    private synchronized void refresh() {
        if (!enabled || !templateLoaded) {
            return;
        }
        Map<String, String> wanted = new HashMap<>();
        for (Site site : sites.all()) {
            if (site.spaces().isEmpty() || credentials.of(site.name()).used().isEmpty()) {
                continue;
            }
            site.schedule()
                    .forEach((kind, cron) -> wanted.put(site.name() + " " + kind.word(), cron));
        }
        running.keySet().stream()
                .filter(key -> !wanted.containsKey(key))
                .toList()
                .forEach(this::stop);
        wanted.forEach(
                (key, cron) -> {
                    if (!cron.equals(running.get(key))) {
                        start(key, cron);
                    }
                });
        problems.keySet().removeIf(key -> !wanted.containsKey(key));
    }

    /** Makes all schedules anew, after their template was loaded again. */
    synchronized void rebuild() {
        templateLoaded = true;
        running.clear();
        refresh();
    }

    private void start(String key, String cron) {
        String[] parts = key.split(" ", 2);
        try {
            TemplatedRouteBuilder.builder(camel, "schedule")
                    .routeId(routeId(key))
                    .parameter("site", parts[0])
                    .parameter("kind", RunKind.of(parts[1]).word())
                    .parameter("cron", cron)
                    .add();
            running.put(key, cron);
            problems.remove(key);
        } catch (Exception e) {
            String problem =
                    "The schedule \"%s\" of %s cannot be used: %s; write a Quartz cron expression, for example \"0 0/5 * * * ?\"."
                            .formatted(cron, key, root(e));
            if (!problem.equals(problems.put(key, problem))) {
                log.error(problem);
            }
        }
    }

    private void stop(String key) {
        try {
            camel.getRouteController().stopRoute(routeId(key));
            camel.removeRoute(routeId(key));
        } catch (Exception e) {
            log.warn("The schedule of {} cannot be stopped: {}", key, e.getMessage());
        }
        running.remove(key);
    }

    private static String routeId(String key) {
        return "schedule-" + key.replace(' ', '-');
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
