package dev.kbsync.run;

import dev.kbsync.SettableClock;
import dev.kbsync.confluence.Usage;
import dev.kbsync.database.TestDatabase;
import dev.kbsync.page.Census;
import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.Format;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Listed;
import dev.kbsync.page.Outcome;
import dev.kbsync.page.Outcome.Kind;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.ResultPage;
import dev.kbsync.page.SinkTargets;
import dev.kbsync.page.TestPages;
import dev.kbsync.run.RunProperties.Removals;
import dev.kbsync.run.RunProperties.Retry;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.SpaceChoice;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A ledger on a database, with the short ways to use it that tests want. */
final class Ledgers {

    static final ConverterTag TAG = new ConverterTag("c1");
    static final RunProperties PROPERTIES =
            new RunProperties(
                    4,
                    Duration.ofHours(24),
                    Duration.ofHours(1),
                    new Removals(2, 20),
                    new Retry(Duration.ofMinutes(5), Duration.ofHours(24)),
                    Duration.ofMinutes(65),
                    true,
                    Duration.ofHours(6),
                    Duration.ofDays(90));

    final SettableClock clock = new SettableClock();
    final LedgerStore store;
    final KnownPages pages;
    final LetGoStore letGo;
    final Targets targets = new Targets();
    final LinkStore links;
    final FailureStore failures;
    final WithheldStore withheld;
    final RunStore runs;
    final Watermarks watermarks;
    final SpaceLists lists;
    final Ledger ledger;
    final Legs legs;
    final dev.kbsync.run.Removals removals;
    private int number;

    Ledgers(TestDatabase database) {
        store = new LedgerStore(database.jdbc(), clock);
        pages = new KnownPages(database.jdbc());
        links = new LinkStore(database.jdbc(), pages);
        failures = new FailureStore(database.jdbc(), clock, PROPERTIES);
        withheld = new WithheldStore(database.jdbc(), clock);
        runs = new RunStore(database.jdbc());
        watermarks = new Watermarks(database.jdbc());
        lists = new SpaceLists(database.jdbc(), clock);
        letGo = new LetGoStore(database.jdbc());
        SinkMoves moves = new SinkMoves(database.jdbc(), targets, database.transaction());
        ledger =
                new Ledger(
                        store,
                        letGo,
                        links,
                        new PersonStore(database.jdbc(), links),
                        failures,
                        runs,
                        lists,
                        new Decisions(
                                store,
                                failures,
                                withheld,
                                letGo,
                                moves,
                                new Planner(TAG, Format.MARKDOWN, DocumentPath.DEFAULT, targets),
                                TAG),
                        TAG,
                        database.transaction(),
                        event -> {});
        legs = new Legs(watermarks, lists, store, failures, moves, TAG, PROPERTIES);
        removals = new dev.kbsync.run.Removals(store, withheld, PROPERTIES);
    }

    /** Sinks that a test moves, and takes documents away from. */
    static final class Targets implements SinkTargets {

        final Map<String, String> places = new HashMap<>();
        final Set<String> lost = new HashSet<>();

        @Override
        public String of(String sink) {
            return places.getOrDefault(sink, "");
        }

        @Override
        public boolean lacks(String sink, String path) {
            return lost.contains(sink + " " + path);
        }
    }

    static Site site(String... sinks) {
        return new Site(
                "acme",
                URI.create("https://acme.atlassian.net"),
                TestPages.CLOUD,
                SpaceChoice.of(List.of("ENG")),
                true,
                List.of(sinks),
                false,
                dev.kbsync.site.Extras.NONE,
                Map.of(),
                true);
    }

    Run run(RunKind kind, Leg... legs) {
        return run(site("file"), kind, false, legs);
    }

    Run run(Site site, RunKind kind, boolean allowRemovals, Leg... legs) {
        Run run =
                new Run(
                        "run-" + ++number,
                        new RunRequest("acme", kind, allowRemovals),
                        site,
                        clock.instant(),
                        Usage.NONE);
        runs.open(run);
        run.begin(site, List.of("ENG"), List.of(legs));
        return run;
    }

    /** Lists pages with bodies and plans them; the leg is over then. */
    List<PageWork> plan(Run run, PageRef... refs) {
        Leg leg = run.getScan().position().orElseThrow().leg();
        List<Listed> rows = Stream.of(refs).map(ref -> new Listed(ref, "<p/>")).toList();
        return ledger.plan(run, run.getScan().passed(new ResultPage(leg, rows, null)));
    }

    /** Lists pages in a full run of their own, and every sink takes everything. */
    Run deliver(Site site, PageRef... refs) {
        Run run = run(site, RunKind.FULL, false, Leg.whole("ENG", true));
        List<PageWork> works = plan(run, refs);
        ledger.record(run, works.stream().map(work -> outcome(work, Map.of())).toList());
        return run;
    }

    /** What becomes of a work if these sinks say these things, and all others take it. */
    static Outcome outcome(PageWork work, Map<String, String> problems) {
        Map<String, String> sinks =
                work.sinks().stream()
                        .collect(
                                Collectors.toMap(
                                        sink -> sink, sink -> problems.getOrDefault(sink, "")));
        if (sinks.values().stream().anyMatch(text -> !text.isEmpty())) {
            return new Outcome(work, Kind.FAILED, "deliver", "a sink is down", sinks, Census.EMPTY);
        }
        Kind kind =
                switch (work.verdict()) {
                    case UPSERT -> Kind.DELIVERED;
                    case REMOVE -> Kind.REMOVED;
                    case UNCHANGED -> Kind.UNCHANGED;
                    case SKIP -> Kind.SKIPPED;
                    case WAIT, FAIL -> Kind.FAILED;
                };
        return new Outcome(work, kind, "", work.reason(), sinks, Census.EMPTY);
    }
}
