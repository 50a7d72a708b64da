package dev.kbsync.api;

import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.routes.RouteProblems;
import dev.kbsync.routes.RunningRoutes;
import dev.kbsync.routes.RunningRoutes.RouteState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The route files and their routes. */
@RestController
@RequestMapping("/api/routes")
@ConditionalOnWebApplication
@Tag(name = "routes")
class RoutesApi {

    private final RunningRoutes routes;
    private final RouteProblems problems;
    private final Audit audit;

    RoutesApi(RunningRoutes routes, RouteProblems problems, Audit audit) {
        this.routes = routes;
        this.problems = problems;
        this.audit = audit;
    }

    /**
     * A route file.
     *
     * @param loadedAt when its text was loaded that is in use; null if none is
     * @param problem why its present text is not in use; empty if it is
     */
    record RouteFile(
            String name, @Nullable Instant loadedAt, String problem, List<RouteState> routes) {}

    /**
     * How the routes are.
     *
     * @param schedules the routes that start the runs of sites
     * @param problems what is wrong, by file, schedule or sink, one sentence each
     */
    record Routes(
            List<RouteFile> files,
            List<RouteState> schedules,
            SortedMap<String, String> problems) {}

    @GetMapping
    @Operation(operationId = "routes", summary = "Route files, their routes, and what is wrong")
    Routes all() {
        return new Routes(
                routes.files().stream()
                        .map(
                                file ->
                                        new RouteFile(
                                                file.name(),
                                                file.loadedAt(),
                                                file.problem(),
                                                file.routes()))
                        .toList(),
                routes.schedules(),
                problems.all());
    }

    @PostMapping("/{id}/start")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "startRoute", summary = "Start a route that was stopped")
    void start(@PathVariable String id) {
        routes.start(id);
        audit.record(Kind.ROUTE_STARTED, "", id);
    }

    @PostMapping("/{id}/stop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "stopRoute",
            summary = "Stop a route until it is started, its file changes, or kbsync starts again")
    void stop(@PathVariable String id) {
        routes.stop(id);
        audit.record(Kind.ROUTE_STOPPED, "", id);
    }
}
