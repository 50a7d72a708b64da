package dev.kbsync.api;

import dev.kbsync.api.json.Paged;
import dev.kbsync.api.json.PlanJson;
import dev.kbsync.api.json.RunBegun;
import dev.kbsync.api.json.RunJson;
import dev.kbsync.api.json.RunPageJson;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry;
import dev.kbsync.history.RunList;
import dev.kbsync.history.RunList.Filter;
import dev.kbsync.history.RunPages;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.history.RunStore;
import dev.kbsync.page.OneLine;
import dev.kbsync.page.Outcome.Kind;
import dev.kbsync.run.Plan;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.run.Runs;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Sites;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    private final RunList list;
    private final RunPages pages;
    private final RunStarter starter;
    private final Runs runs;
    private final Audit audit;

    RunsApi(
            Sites sites,
            RunStore store,
            RunList list,
            RunPages pages,
            RunStarter starter,
            Runs runs,
            Audit audit) {
        this.audit = audit;
        this.sites = sites;
        this.store = store;
        this.list = list;
        this.pages = pages;
        this.starter = starter;
        this.runs = runs;
    }

    @GetMapping("/runs")
    @Operation(operationId = "runs", summary = "Runs, the newest first")
    Paged<RunJson> all(
            @RequestParam(defaultValue = "") String site,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = Paging.USUAL) int size) {
        Filter filter =
                new Filter(
                        site.isEmpty() ? "" : sites.get(site).name(),
                        kind.isEmpty() ? null : RunKind.of(kind),
                        word(State.class, state, "state"));
        return new Paging(page, size)
                .of(
                        list.count(filter),
                        (from, most) ->
                                list.of(filter, from, most).stream().map(RunJson::of).toList());
    }

    @GetMapping("/runs/{id}")
    @Operation(operationId = "run", summary = "One run")
    RunJson one(@PathVariable String id) {
        return find(id);
    }

    @GetMapping("/runs/{id}/pages")
    @Operation(
            operationId = "pagesOfRun",
            summary = "What became of the pages of a run, as far as that is kept")
    Paged<RunPageJson> pages(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = Paging.USUAL) int size) {
        String run = find(id).id();
        Kind kind = word(Kind.class, outcome, "outcome");
        Map<Kind, Integer> kept = pages.counts(run);
        return new Paging(page, size)
                .of(
                        kind == null
                                ? kept.values().stream().mapToInt(Integer::intValue).sum()
                                : kept.getOrDefault(kind, 0),
                        (from, most) ->
                                pages.of(run, kind, from, most).stream()
                                        .map(RunPageJson::of)
                                        .toList());
    }

    /** What a word of a query stands for; null for an empty one. */
    private static <E extends Enum<E>> @Nullable E word(Class<E> type, String word, String what) {
        if (word.isEmpty()) {
            return null;
        }
        try {
            return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "There is no %s \"%s\"; /api/openapi.json describes what there is."
                            .formatted(what, OneLine.of(word, 60)),
                    e);
        }
    }

    private RunJson find(String id) {
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
        RunRequest request = new RunRequest(name, RunKind.of(kind), allowRemovals);
        audit.record(
                AuditEntry.Kind.SYNC_ORDERED,
                name,
                request.kind().word() + (allowRemovals ? ", removals allowed" : ""));
        return RunBegun.of(name, starter.begin(request));
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
        audit.record(AuditEntry.Kind.RUN_STOPPED, site, "");
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
                starter.plan(sites.get(site).name(), RunKind.of(kind), allowRemovals, taken::add);
        return taken.of(result);
    }
}
