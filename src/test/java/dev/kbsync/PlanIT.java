package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.confluence.TenantClient;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.run.Plan;
import dev.kbsync.run.Plan.Step;
import dev.kbsync.run.Plan.Verb;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Sites;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A plan changes nothing, and the run after it does exactly what it said. */
class PlanIT {

    private static final List<String> TABLES =
            List.of(
                    "ledger_page",
                    "ledger_sink",
                    "watermark",
                    "failure",
                    "run",
                    "run_space",
                    "space_list",
                    "ledger_link");

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private final KnowledgeBase sink = new KnowledgeBase();
    private Simulator atlassian;
    private SiteControl site;
    private Instance kbsync;

    @BeforeEach
    void start() {
        atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        site.addSpace("OPS", "Operations");
        kbsync =
                Instance.in(folder)
                        .clock(clock)
                        .atlassian(atlassian)
                        .site(atlassian.sites().get(0))
                        .set("kbsync.deliver.to", "http")
                        .set("kbsync.deliver.http.url", sink.url())
                        .set("kbsync.sinks.http.except.labels", "draft")
                        .start();
    }

    @AfterEach
    void stop() {
        kbsync.close();
        atlassian.close();
        sink.close();
    }

    @Test
    void theFirstSyncIsWhatWasPlanned() {
        List<String> ids = pages("ENG", 120);
        // Who the site is, is asked once for ever: whoever asks first pays for it.
        kbsync.bean(TenantClient.class).identified(kbsync.bean(Sites.class).get("demo"));
        site.restrictVisibly(ids.get(7));

        List<Step> steps = planThenSync(RunKind.CHANGES, false);

        assertThat(steps).hasSize(120);
        assertThat(of(Verb.SKIP, steps)).containsExactly(ids.get(7));
        assertThat(steps)
                .filteredOn(step -> step.verb() == Verb.SKIP)
                .singleElement()
                .extracting(Step::reason)
                .isEqualTo("it is restricted, itself or by a page above it");
    }

    @Test
    void aRunWithNothingToDoIsPlannedAsSuch() {
        pages("ENG", 5);
        kbsync.changes();

        assertThat(planThenSync(RunKind.CHANGES, false)).isEmpty();
        assertThat(planThenSync(RunKind.FULL, false)).isEmpty();
    }

    @Test
    void whateverHappensToPagesTheRunDoesWhatWasPlanned() {
        List<String> ids = pages("ENG", 60);
        String below = site.addPage("ENG", "Below", "<p>b</p>", ids.get(40));
        kbsync.full();
        clock.advance(Duration.ofHours(1));
        site.edit(ids.get(1), "<p>edited</p>");
        site.rename(ids.get(2), "Renamed");
        site.label(ids.get(3), "runbook");
        site.move(ids.get(4), ids.get(5));
        site.moveToSpace(ids.get(6), "OPS");
        site.trash(ids.get(7));
        site.trash(ids.get(8));
        site.purge(ids.get(8));
        site.archive(ids.get(9));
        site.restrictVisibly(ids.get(40));
        site.restrictInvisibly(ids.get(41));
        String added = site.addPage("OPS", "Added", "<p>n</p>");

        List<Step> changes = planThenSync(RunKind.CHANGES, false);
        assertThat(of(Verb.UPSERT, changes)).contains(ids.get(1), ids.get(2), added);
        // They are listed because they were made within the overlap.
        assertThat(of(Verb.REMOVE, changes)).contains(ids.get(40), below);
        site.edit(ids.get(1), "<p>edited again</p>");
        List<Step> full = planThenSync(RunKind.FULL, false);

        assertThat(of(Verb.UPSERT, full)).contains(ids.get(1));
        assertThat(of(Verb.REMOVE, full)).contains(ids.get(7), ids.get(8), ids.get(9), ids.get(41));
        assertThat(full)
                .filteredOn(step -> step.ref().contentId().equals(ids.get(7)))
                .singleElement()
                .satisfies(
                        step -> {
                            assertThat(step.reason()).contains("deleted");
                            assertThat(step.sinks()).containsExactly("http");
                            assertThat(step.ref().title()).isEqualTo("Page 7");
                        });
        site.restore(ids.get(7));
        site.unrestrict(ids.get(40));
        planThenSync(RunKind.FULL, false);
    }

    @Test
    void removalsBeyondTheThresholdArePlannedAsWithheldUnlessTheyAreAllowed() {
        List<String> ids = pages("ENG", 60);
        kbsync.changes();
        ids.subList(0, 40).forEach(site::trash);

        List<Step> withheld = planThenSync(RunKind.FULL, false);
        assertThat(of(Verb.WITHHOLD, withheld)).hasSize(40);
        assertThat(of(Verb.REMOVE, withheld)).isEmpty();

        assertThat(of(Verb.REMOVE, planThenSync(RunKind.FULL, true))).hasSize(40);
    }

    @Test
    void pagesAddedBeforeCountForTheThresholdAsTheyWillInTheRun() {
        // 30 of 120 are too many; 30 of 180 are not.
        List<String> ids = pages("ENG", 120);
        kbsync.changes();
        ids.subList(0, 30).forEach(site::trash);
        pages("OPS", 60);

        List<Step> steps = planThenSync(RunKind.FULL, false);

        assertThat(of(Verb.WITHHOLD, steps)).isEmpty();
        assertThat(of(Verb.REMOVE, steps)).hasSize(30);
    }

    @Test
    void aPageThatFailedAndIsListedTwiceIsPlannedOnce() {
        String page = site.addPage("ENG", "Page", "<p>x</p>");
        sink.refuse(page);
        kbsync.changes();
        sink.accept(page);
        clock.advance(Duration.ofMinutes(10));

        List<Step> steps = planThenSync(RunKind.CHANGES, false);

        assertThat(of(Verb.UPSERT, steps)).containsExactly(page);
        assertThat(steps).hasSize(1);
    }

    /** Shows the page "Part". */
    private String whole() {
        return site.addPage(
                "ENG",
                "Whole",
                "<ac:structured-macro ac:name=\"include\"><ac:parameter ac:name=\"\"><ac:link><ri:page"
                        + " ri:content-title=\"Part\"/></ac:link></ac:parameter></ac:structured-macro>");
    }

    @Test
    void pagesThatShowOneWhichLeavesItsLastSinkArePlannedWithIt() {
        String part = site.addPage("ENG", "Part", "<p>one</p>");
        String whole = whole();
        kbsync.changes();
        kbsync.changes();

        site.label(part, "draft");
        List<Step> steps = planThenSync(RunKind.FULL, false);

        assertThat(of(Verb.REMOVE, steps)).containsExactly(part);
        assertThat(of(Verb.UPSERT, steps)).containsExactly(whole);
    }

    @Test
    void pagesThatShowOthersArePlannedWithThem() {
        String part = site.addPage("ENG", "Part", "<p>one</p>");
        String whole = whole();
        kbsync.changes();
        kbsync.changes();
        clock.advance(Duration.ofDays(3));
        kbsync.changes();
        site.edit(part, "<p>two</p>");

        assertThat(of(Verb.UPSERT, planThenSync(RunKind.CHANGES, false)))
                .containsExactly(part, whole);
        site.trash(part);
        List<Step> steps = planThenSync(RunKind.FULL, false);
        assertThat(of(Verb.REMOVE, steps)).containsExactly(part);
        assertThat(of(Verb.UPSERT, steps)).containsExactly(whole);
    }

    @Test
    void aListThatBreaksMakesThePlanIncomplete() {
        pages("ENG", 5);
        kbsync.changes();
        atlassian.control().faults(Fault.always(FaultKind.BAD_GATEWAY));

        Plan.Result result = plan(RunKind.FULL, false, new ArrayList<>());

        assertThat(result.report().state()).isEqualTo(State.INCOMPLETE);
        assertThat(result.report().problem()).contains("not available just now");
    }

    /** Plans, looks that nothing changed, syncs, and looks that it was what had been planned. */
    private List<Step> planThenSync(RunKind kind, boolean allowRemovals) {
        sink.takePut();
        sink.takeDeleted();
        SortedMap<String, String> before = state();
        List<Step> steps = new ArrayList<>();
        Plan.Result planned = plan(kind, allowRemovals, steps);
        assertThat(state()).isEqualTo(before);
        assertThat(sink.takePut()).isEmpty();
        assertThat(sink.takeDeleted()).isEmpty();

        RunReport run =
                kbsync.bean(RunStarter.class).run(new RunRequest("demo", kind, allowRemovals));

        assertThat(new TreeSet<>(of(Verb.UPSERT, steps))).isEqualTo(sink.takePut());
        assertThat(new TreeSet<>(of(Verb.REMOVE, steps))).isEqualTo(sink.takeDeleted());
        assertThat(planned.report().spaces()).isEqualTo(run.spaces());
        assertThat(planned.report().withheld()).isEqualTo(run.withheld());
        assertThat(of(Verb.WITHHOLD, steps)).hasSize(run.withheld());
        // What is asked once an hour is asked by whoever comes first.
        assertThat(planned.report().usage().points() - run.usage().points()).isBetween(0L, 3L);
        assertThat(planned.report().state()).isEqualTo(run.state());
        return steps;
    }

    private Plan.Result plan(RunKind kind, boolean allowRemovals, List<Step> steps) {
        return kbsync.bean(RunStarter.class).plan("demo", kind, allowRemovals, steps::add);
    }

    private SortedMap<String, String> state() {
        SortedMap<String, String> state = new TreeMap<>();
        for (String table : TABLES) {
            state.put(
                    table,
                    kbsync
                            .bean(JdbcClient.class)
                            .sql("select * from " + table)
                            .query()
                            .listOfRows()
                            .stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining("\n")));
        }
        return state;
    }

    private static List<String> of(Verb verb, List<Step> steps) {
        return steps.stream()
                .filter(step -> step.verb() == verb)
                .map(step -> step.ref().contentId())
                .toList();
    }

    private List<String> pages(String space, int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> site.addPage(space, "Page " + i, "<p>" + i + "</p>"))
                .toList();
    }
}
