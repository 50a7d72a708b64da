package dev.kbsync.routes;

import dev.kbsync.site.Cron;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.SiteChanged;
import dev.kbsync.site.SiteProperties;
import dev.kbsync.site.Sites;
import dev.kbsync.state.CredentialStates;
import java.text.ParseException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.jspecify.annotations.Nullable;
import org.quartz.SchedulerException;
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

    static final String TEMPLATE = "schedule";

    private static final Logger log = LoggerFactory.getLogger(Schedules.class);

    private final ModelCamelContext camel;
    private final Sites sites;
    private final CredentialStates credentials;
    private final Optional<SharedSchedule> shared;
    private final boolean enabled;
    private boolean started;
    private @Nullable RouteTemplateDefinition template;
    private boolean routesLoaded;
    private final Map<String, Cron> running = new ConcurrentHashMap<>();
    private final SortedMap<String, String> problems = new TreeMap<>();

    Schedules(
            CamelContext camel,
            Sites sites,
            CredentialStates credentials,
            SiteProperties settings,
            Optional<SharedSchedule> shared,
            @Value("${kbsync.schedule.enabled:true}") boolean enabled,
            @Value("${backstage:false}") boolean backstage) {
        this.shared = shared;
        this.camel = (ModelCamelContext) camel;
        this.sites = sites;
        this.credentials = credentials;
        this.enabled = enabled && !backstage;
        ScheduleCheck.requireUsable(settings);
    }

    /** What is wrong with which schedule, one sentence each; empty if all is well. */
    public synchronized SortedMap<String, String> problems() {
        return new TreeMap<>(problems);
    }

    @EventListener
    void siteChanged(SiteChanged event) {
        boolean gone = sites.all().stream().map(Site::name).noneMatch(event.site()::equals);
        if (gone && shared.isPresent()) {
            for (RunKind kind : RunKind.values()) {
                shared.get().minds(trigger(event.site() + " " + kind.word()));
            }
        }
        refresh();
    }

    /** A run that its schedule will start. */
    public record Due(RunKind kind, Instant at) {}

    /**
     * The next run of a site that its schedules start; empty where none is scheduled, or schedules
     * are off.
     */
    public synchronized Optional<Due> next(String site, Instant now) {
        return Stream.of(RunKind.values())
                .flatMap(
                        kind ->
                                Optional.ofNullable(running.get(site + " " + kind.word()))
                                        .flatMap(cron -> cron.next(now))
                                        .map(at -> new Due(kind, at))
                                        .stream())
                .min(Comparator.comparing(Due::at));
    }

    /** Brings the schedules in step with the sites. */
    private synchronized void refresh() {
        if (!enabled || !routesLoaded) {
            return;
        }
        Map<String, Cron> wanted = new HashMap<>();
        Set<String> settled = new HashSet<>();
        for (Site site : sites.all()) {
            boolean ready =
                    !site.spaces().isEmpty() && credentials.of(site.name()).used().isPresent();
            site.schedule()
                    .forEach(
                            (kind, cron) -> {
                                String key = site.name() + " " + kind.word();
                                settled.add(trigger(key));
                                if (ready) {
                                    wanted.put(key, cron);
                                }
                            });
        }
        shared.ifPresent(all -> retain(all, settled));
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

    /** Makes all schedules anew if their template was loaded again. */
    synchronized void routesChanged() {
        routesLoaded = true;
        RouteTemplateDefinition present = camel.getRouteTemplateDefinition(TEMPLATE);
        if (present != template) {
            template = present;
            if (shared.isPresent()) {
                // Their triggers stay, and Camel puts none in twice.
                List.copyOf(running.keySet()).forEach(this::stop);
            }
            running.clear();
        }
        refresh();
        if (!started) {
            begin();
        }
    }

    /** Only now: what fires before there are routes for it would be lost. */
    private void begin() {
        try {
            if (shared.isPresent()) {
                shared.get().serve(this::serves);
            }
            camel.getComponent("quartz", QuartzComponent.class).getScheduler().start();
            started = true;
        } catch (SchedulerException e) {
            throw new IllegalStateException("The schedule does not start: " + e.getMessage(), e);
        }
    }

    /**
     * Whether there is a route for a trigger; another instance may have been told of a new site.
     */
    private boolean serves(String trigger) {
        if (!served(trigger)) {
            refresh();
        }
        return served(trigger);
    }

    private boolean served(String trigger) {
        return running.keySet().stream().map(Schedules::trigger).anyMatch(trigger::equals);
    }

    private static void retain(SharedSchedule shared, Set<String> triggers) {
        try {
            shared.retain(triggers);
        } catch (SchedulerException e) {
            log.warn("What is not scheduled any more cannot be taken out: {}", e.getMessage());
        }
    }

    private void start(String key, Cron cron) {
        String[] parts = key.split(" ", 2);
        try {
            ScheduleCheck.requireValid(cron.expression());
            if (shared.isPresent()) {
                shared.get().prepare(trigger(key), cron.expression(), cron.countedIn().getId());
            }
            TemplatedRouteBuilder.builder(camel, TEMPLATE)
                    .routeId(routeId(key))
                    .parameter("site", parts[0])
                    .parameter("kind", RunKind.of(parts[1]).word())
                    .parameter("cron", cron.expression())
                    .parameter("zone", cron.countedIn().getId())
                    .add();
            running.put(key, cron);
            problems.remove(key);
        } catch (ParseException e) {
            note(
                    key,
                    "The schedule \"%s\" of %s cannot be used: %s; write a Quartz cron expression, for example \"0 0/5 * * * ?\"."
                            .formatted(cron.expression(), key, e.getMessage()));
        } catch (Exception e) {
            note(
                    key,
                    "The schedule of %s does not run: its route cannot be made from the template \"%s\" (%s); correct routes/1-schedule.camel.yaml."
                            .formatted(key, TEMPLATE, RouteFileException.of(e).getMessage()));
        }
    }

    /** A route as the template makes it, with settings that are right. */
    static TemplatedRouteBuilder example(CamelContext camel) {
        return TemplatedRouteBuilder.builder(camel, TEMPLATE)
                .routeId("schedule-example")
                .parameter("site", "example")
                .parameter("kind", RunKind.CHANGES.word())
                .parameter("cron", "0 0/5 * * * ?")
                .parameter("zone", "UTC");
    }

    private void note(String key, String problem) {
        if (!problem.equals(problems.put(key, problem))) {
            log.error(problem);
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
        return "schedule-" + trigger(key);
    }

    /** As the template calls it. */
    private static String trigger(String key) {
        return key.replace(' ', '-');
    }
}
