package dev.kbsync.routes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The routes as they are: which file each is from, and whether it runs. One that a person stops
 * stays so until it is started, its file changes, or kbsync starts again.
 */
@Component
public class RunningRoutes {

    private static final String SCHEDULE = "schedule-";

    /** A run takes longer; whoever wants to stop its route stops the run first. */
    private static final int PATIENCE_SECONDS = 10;

    private final RouteFiles files;
    private final Schedules schedules;
    private final CamelContext camel;

    RunningRoutes(RouteFiles files, Schedules schedules, CamelContext camel) {
        this.files = files;
        this.schedules = schedules;
        this.camel = camel;
    }

    /**
     * A route file.
     *
     * @param loadedAt when its text was loaded that is in use; null if none is
     * @param problem why its present text is not in use; empty if it is
     */
    public record FileState(
            String name, @Nullable Instant loadedAt, String problem, List<RouteState> routes) {

        /** Whether it only defines a kind of sink. */
        public boolean isKamelet() {
            return Kamelets.isKamelet(name);
        }
    }

    /**
     * A route.
     *
     * @param description what it does, as its file says; may be empty
     * @param started whether it runs
     */
    public record RouteState(String id, String description, boolean started) {}

    /** Every route file, by name. */
    public List<FileState> files() {
        Map<String, String> problems = files.problems();
        List<FileState> all = new ArrayList<>();
        for (RouteFiles.InUse file : files.inUse()) {
            all.add(
                    new FileState(
                            file.name(),
                            file.loadedAt(),
                            problems.getOrDefault(file.name(), ""),
                            file.routeIds().stream().map(this::state).toList()));
        }
        Set<String> known = new HashSet<>(all.stream().map(FileState::name).toList());
        problems.forEach(
                (name, problem) -> {
                    if (!known.contains(name)) {
                        all.add(new FileState(name, null, problem, List.of()));
                    }
                });
        all.sort(Comparator.comparing(FileState::name));
        return all;
    }

    /** The routes that start the runs of sites, by name. */
    public List<RouteState> schedules() {
        return camel.getRoutes().stream()
                .map(Route::getRouteId)
                .filter(id -> id.startsWith(SCHEDULE))
                .sorted()
                .map(this::state)
                .toList();
    }

    /** What is wrong with which schedule, one sentence each. */
    public List<String> problemsOfSchedules() {
        return List.copyOf(schedules.problems().values());
    }

    private RouteState state(String id) {
        Route route = camel.getRoute(id);
        String description = route == null ? null : route.getDescription();
        return new RouteState(
                id,
                description == null ? "" : description,
                camel.getRouteController().getRouteStatus(id) == ServiceStatus.Started);
    }

    /**
     * Starts a route that was stopped.
     *
     * @throws IllegalArgumentException with one sentence, if there is no such route
     * @throws IllegalStateException with one sentence, if it cannot be started
     */
    public void start(String id) {
        requireKnown(id);
        try {
            camel.getRouteController().startRoute(id);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "The route \"%s\" cannot be started: %s"
                            .formatted(id, RouteFileException.of(e).reason()),
                    e);
        }
    }

    /**
     * Stops a route, unless it stays in use for ten seconds.
     *
     * @throws IllegalArgumentException with one sentence, if there is no such route
     * @throws IllegalStateException with one sentence, if it could not be stopped
     */
    public void stop(String id) {
        requireKnown(id);
        boolean stopped;
        try {
            stopped =
                    camel.getRouteController()
                            .stopRoute(id, PATIENCE_SECONDS, TimeUnit.SECONDS, true);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "The route \"%s\" cannot be stopped: %s"
                            .formatted(id, RouteFileException.of(e).reason()),
                    e);
        }
        if (!stopped) {
            throw new IllegalStateException(
                    "The route \"%s\" is in use and keeps running; stop the run first, then the route."
                            .formatted(id));
        }
    }

    private void requireKnown(String id) {
        boolean known =
                id.startsWith(SCHEDULE)
                        ? camel.getRoute(id) != null
                        : files.inUse().stream().anyMatch(file -> file.routeIds().contains(id));
        if (!known) {
            throw new IllegalArgumentException("There is no route \"%s\".".formatted(id));
        }
    }
}
