package dev.kbsync.run;

import dev.kbsync.SettableClock;
import dev.kbsync.confluence.Usage;
import dev.kbsync.database.Leases;
import dev.kbsync.database.TestDatabase;
import dev.kbsync.history.RunHistory;
import dev.kbsync.history.RunStore;
import dev.kbsync.ledger.FailureDelay;
import dev.kbsync.ledger.FailureReview;
import dev.kbsync.ledger.FailureStore;
import dev.kbsync.ledger.FilteredPageStore;
import dev.kbsync.ledger.FormerSinks;
import dev.kbsync.ledger.KnownPages;
import dev.kbsync.ledger.LateDeliveries;
import dev.kbsync.ledger.LedgerStore;
import dev.kbsync.ledger.LinkStore;
import dev.kbsync.ledger.ListingProgress;
import dev.kbsync.ledger.OutcomeRecorder;
import dev.kbsync.ledger.ParkedDocuments;
import dev.kbsync.ledger.PersonStore;
import dev.kbsync.ledger.SinkMoves;
import dev.kbsync.ledger.Watermarks;
import dev.kbsync.ledger.WithheldReview;
import dev.kbsync.ledger.WithheldStore;
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
import dev.kbsync.site.RunKind;
import dev.kbsync.site.SinkProperties;
import dev.kbsync.site.Site;
import dev.kbsync.site.SpaceChoice;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A ledger on a database, with the short ways to use it that tests want. */
public final class Ledgers {

    public static final ConverterTag TAG = new ConverterTag("c1");
    public static final RunProperties PROPERTIES =
            new RunProperties(
                    4,
                    Duration.ofHours(24),
                    Duration.ofHours(1),
                    new Removals(2, 20),
                    new FailureDelay(Duration.ofMinutes(5), Duration.ofHours(24)),
                    Duration.ofMinutes(65),
                    50,
                    true,
                    Duration.ofHours(6),
                    Duration.ofDays(90),
                    Duration.ofMinutes(15));

    public final SettableClock clock = new SettableClock();
    public final LedgerStore store;
    public final KnownPages pages;
    public final FilteredPageStore letGo;
    public final Targets targets = new Targets();
    public final LinkStore links;
    public final FailureStore failures;
    public final FailureReview failureReview;
    public final WithheldStore withheld;
    public final WithheldReview review;
    public final FormerSinks former;
    public final RunStore runs;
    public final Watermarks watermarks;
    public final ListingProgress lists;
    public final Ledger ledger;
    final RunLease lease;
    final RunEffects effects;
    public final Legs legs;
    public final dev.kbsync.run.Removals removals;
    private static int processes;
    private int number;

    public Ledgers(TestDatabase database) {
        this(database, false);
    }

    /** A process of its own, whose runs write only while they have their turn. */
    static Ledgers fenced(TestDatabase database) {
        return new Ledgers(database, true);
    }

    private Ledgers(TestDatabase database, boolean fenced) {
        number = fenced ? 1000 * ++processes : 0;
        SinkRules rules = new SinkRules(new SinkProperties(Map.of()), targets, clock);
        Leavers leavers = new Leavers(rules, DocumentPath.DEFAULT, Format.MARKDOWN);
        store = new LedgerStore(database.batches(), DocumentPath.DEFAULT, clock);
        pages = new KnownPages(database.jdbc());
        links = new LinkStore(database.batches(), DocumentPath.DEFAULT);
        failures = new FailureStore(database.jdbc(), clock, PROPERTIES.retry());
        failureReview = new FailureReview(database.jdbc(), clock);
        withheld = new WithheldStore(database.jdbc(), clock);
        review = new WithheldReview(database.jdbc());
        runs = new RunStore(database.batches());
        watermarks = new Watermarks(database.jdbc());
        lists = new ListingProgress(database.jdbc(), clock);
        letGo = new FilteredPageStore(database.jdbc());
        ParkedDocuments parked = new ParkedDocuments(database.jdbc());
        SinkMoves moves = new SinkMoves(database.jdbc(), targets, parked, database.transaction());
        former = new FormerSinks(database.jdbc(), parked, database.transaction());
        PersonStore people = new PersonStore(database.jdbc(), links);
        lease =
                fenced
                        ? new RunLease(database.leases(clock), PROPERTIES, clock)
                        : new Unfenced(database.leases(clock), clock);
        FencedWrites writes = new FencedWrites(lease, database.transaction());
        UndeliveredChanges changes =
                new UndeliveredChanges(
                        new RunHistory(database.jdbc(), runs), new SimpleMeterRegistry(), clock);
        effects =
                new AppliedEffects(
                        store,
                        letGo,
                        failures,
                        withheld,
                        moves,
                        new LateDeliveries(database.jdbc(), store, DocumentPath.DEFAULT),
                        lists,
                        new ReportedPages(),
                        new Announcements(store, links, people, changes, writes),
                        new OutcomeRecorder(store, letGo, links, failures, TAG),
                        runs,
                        new RunCloser(runs, watermarks, lists, TAG),
                        PROPERTIES,
                        TAG,
                        changes,
                        lease,
                        writes,
                        event -> {});
        ledger =
                new Ledger(
                        new Decisions(
                                new HeldFailures(failures, TAG),
                                letGo,
                                TAG,
                                Format.MARKDOWN,
                                DocumentPath.DEFAULT,
                                targets,
                                rules,
                                leavers));
        legs = new Legs(watermarks, lists, store, failures, moves, TAG, PROPERTIES);
        removals = new dev.kbsync.run.Removals(PROPERTIES, leavers, former);
    }

    /** Sinks that a test moves, and takes documents away from. */
    public static final class Targets implements SinkTargets {

        final Map<String, String> places = new HashMap<>();
        final Set<String> lost = new HashSet<>();
        final Set<String> withholding = new HashSet<>();

        @Override
        public String of(String sink) {
            return places.getOrDefault(sink, "");
        }

        @Override
        public boolean lacks(String sink, String path) {
            return lost.contains(sink + " " + path);
        }

        @Override
        public boolean withholdsRestricted(String sink) {
            return withholding.contains(sink);
        }
    }

    /** Lets runs write that never took a turn. */
    private static final class Unfenced extends RunLease {

        Unfenced(Leases leases, Clock clock) {
            super(leases, PROPERTIES, clock);
        }

        @Override
        void confirm(Run run) {}
    }

    public static Site site(String... sinks) {
        return new Site(
                "acme",
                URI.create("https://acme.atlassian.net"),
                TestPages.CLOUD,
                SpaceChoice.of(List.of("ENG")),
                true,
                dev.kbsync.site.PageRule.ALL,
                List.of(sinks),
                false,
                dev.kbsync.site.Extras.NONE,
                Map.of(),
                true);
    }

    /** Of a run that only takes its turn, and lists nothing. */
    static RunEffects effects(TestDatabase database) {
        return new Ledgers(database).effects;
    }

    public Run run(RunKind kind, Leg... legs) {
        return run(site("file"), kind, false, legs);
    }

    public Run run(Site site, RunKind kind, boolean allowRemovals, Leg... legs) {
        Run run =
                new Run(
                        "run-" + ++number,
                        new RunRequest("acme", kind, allowRemovals),
                        site,
                        clock.instant(),
                        Usage.NONE,
                        effects);
        runs.open(run.getId(), site.name(), kind, run.getStartedAt());
        run.begin(site, List.of("ENG"), List.of(legs));
        return run;
    }

    /** Lists pages with bodies and decides about them; the leg is over then. */
    public List<PageWork> decide(Run run, PageRef... refs) {
        Leg leg = run.getScan().position().orElseThrow().leg();
        List<Listed> rows = Stream.of(refs).map(ref -> new Listed(ref, "<p/>")).toList();
        return ledger.decide(run, run.getScan().passed(new ResultPage(leg, rows, null)));
    }

    /** Lists pages in a full run of their own, and every sink takes everything. */
    public Run deliver(Site site, PageRef... refs) {
        Run run = run(site, RunKind.FULL, false, Leg.whole("ENG", true));
        List<PageWork> works = decide(run, refs);
        ledger.record(run, works.stream().map(work -> outcome(work, Map.of())).toList());
        return run;
    }

    /** What becomes of a work if these sinks say these things, and all others take it. */
    public static Outcome outcome(PageWork work, Map<String, String> problems) {
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
                    case REMOVE, LEAVE -> Kind.REMOVED;
                    case UNCHANGED -> Kind.UNCHANGED;
                    case SKIP -> Kind.SKIPPED;
                    case WAIT, FAIL -> Kind.FAILED;
                };
        return new Outcome(work, kind, "", work.reason(), sinks, Census.EMPTY);
    }
}
