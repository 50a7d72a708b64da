package dev.kbsync.api;

import dev.kbsync.api.json.PlanJson;
import dev.kbsync.api.json.RunBegun;
import dev.kbsync.api.json.RunJson;
import dev.kbsync.history.RunStore;
import dev.kbsync.run.Plan;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.run.Runs;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Sites;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Runs: what they came to, and their beginning and end. */
@RestController
@RequestMapping("/api")
@ConditionalOnWebApplication
@Tag(name = "runs")
class RunsApi {

    private static final int MOST_STEPS = 10_000;

    private final Sites sites;
    private final RunStore store;
    private final RunStarter starter;
    private final Runs runs;

    RunsApi(Sites sites, RunStore store, RunStarter starter, Runs runs) {
        this.sites = sites;
        this.store = store;
        this.starter = starter;
        this.runs = runs;
    }

    @GetMapping("/runs/{id}")
    @Operation(operationId = "run", summary = "One run")
    RunJson one(@PathVariable String id) {
        return store.find(id)
                .map(RunJson::of)
                .orElseThrow(
                        () ->
                                new NotThereException(
                                        "There is no run of this id; runs are kept for kbsync.run.keep."));
    }

    @PostMapping("/sites/{site}/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "startRun", summary = "Start a run")
    RunBegun start(
            @PathVariable String site,
            @RequestParam(defaultValue = "changes") String kind,
            @RequestParam(defaultValue = "false") boolean allowRemovals) {
        String name = sites.get(site).name();
        return RunBegun.of(
                name, starter.begin(new RunRequest(name, RunKind.of(kind), allowRemovals)));
    }

    /**
     * @throws IllegalStateException with one sentence, if there is none in this process
     */
    @PostMapping("/sites/{site}/runs/stop")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "stopRun",
            summary = "Stop the run in progress after the pages that it has begun")
    void stop(@PathVariable String site) {
        if (!runs.stop(sites.get(site).name())) {
            throw new IllegalStateException("No run of this site is in progress in this process.");
        }
    }

    @PostMapping("/sites/{site}/plan")
    @Operation(
            operationId = "plan",
            summary = "What a run would do now; costs requests, and delivers nothing")
    PlanJson plan(
            @PathVariable String site,
            @RequestParam(defaultValue = "changes") String kind,
            @RequestParam(defaultValue = "false") boolean allowRemovals,
            @RequestParam(defaultValue = "300") int steps) {
        if (steps < 0 || steps > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "The number of steps is %d; it must be from 0 to %d."
                            .formatted(steps, MOST_STEPS));
        }
        PlanJson.Steps taken = new PlanJson.Steps(steps);
        Plan.Result result =
                starter.plan(
                        sites.get(site).name(), RunKind.of(kind), allowRemovals, taken::add);
        return taken.of(result);
    }
}
