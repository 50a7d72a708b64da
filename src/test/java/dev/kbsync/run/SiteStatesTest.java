package dev.kbsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.confluence.ClockSkew;
import dev.kbsync.confluence.SiteAccess;
import dev.kbsync.confluence.Usage;
import dev.kbsync.database.TestDatabase;
import dev.kbsync.history.RunHistory;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.page.Census;
import dev.kbsync.page.Leg;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.TestPages;
import dev.kbsync.site.Cron;
import dev.kbsync.site.Extras;
import dev.kbsync.site.PageRule;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.SpaceChoice;
import dev.kbsync.site.TestSites;
import dev.kbsync.state.SiteState.Behind;
import dev.kbsync.state.SiteState.InStep;
import dev.kbsync.state.SiteState.WaitingForYou;
import dev.kbsync.state.SiteStateMetrics;
import dev.kbsync.state.SiteStates;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site is in step, behind, or waiting for a person. */
class SiteStatesTest {

    private static final Map<RunKind, Cron> EVERY_FIVE_MINUTES =
            Map.of(
                    RunKind.CHANGES, new Cron("0 0/5 * * * ?", ZoneOffset.UTC),
                    RunKind.FULL, new Cron("30 12 4 * * ?", ZoneOffset.UTC));

    @TempDir private Path folder;
    private final Credentials access = new Credentials();
    private final Clocks clocks = new Clocks();
    private RunHistory history;
    private TestDatabase database;
    private Ledgers ledgers;
    private SiteStates states;

    @BeforeEach
    void open() {
        database = TestDatabase.sqlite(folder);
        ledgers = new Ledgers(database);
        history = new RunHistory(database.jdbc(), ledgers.runs);
        states =
                new SiteStates(
                        TestSites.demo(database.jdbc(), ledgers.clock, "https://demo.example.org"),
                        access,
                        history,
                        ledgers.failureReview,
                        ledgers.review,
                        ledgers.former,
                        clocks,
                        ledgers.clock,
                        true);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aSiteWhoseFirstSyncRunsIsBehindSinceItBegan() {
        Instant began = ledgers.clock.instant();
        ledgers.run(RunKind.CHANGES, Leg.whole("ENG", true));
        ledgers.clock.advance(Duration.ofHours(2));

        assertThat(behind(EVERY_FIVE_MINUTES))
                .isEqualTo(new Behind(began, 0, "First sync in progress, 0 pages listed so far."));
    }

    private static final class Clocks extends ClockSkew {
        private Optional<String> problem = Optional.empty();

        @Override
        public Optional<String> problem(String site) {
            return problem;
        }
    }

    @Test
    void aClockThatIsWrongWaitsForAPerson() {
        ended(RunKind.CHANGES, State.COMPLETE, "");
        clocks.problem = Optional.of("The clock is wrong.");

        assertThat(states.of(site(EVERY_FIVE_MINUTES)))
                .isEqualTo(new WaitingForYou("The clock is wrong."));
    }

    @Test
    void aSiteThatWasNeverSyncedIsBehind() {
        assertThat(behind(EVERY_FIVE_MINUTES).why()).isEqualTo("It was never synced.");
    }

    @Test
    void aSiteIsInStepAsLongAsNoStartWasMissed() {
        ended(RunKind.CHANGES, State.COMPLETE, "");
        ledgers.clock.advance(Duration.ofMinutes(9));
        assertThat(states.of(site(EVERY_FIVE_MINUTES))).isEqualTo(new InStep());

        ledgers.clock.advance(Duration.ofMinutes(2));
        Behind late = behind(EVERY_FIVE_MINUTES);
        assertThat(late.since()).isEqualTo(Instant.parse("2026-11-22T12:05:00Z"));
        assertThat(late.why())
                .contains("No changes run has completed since 2026-11-22 12:00:00 UTC,");

        ended(RunKind.CHANGES, State.COMPLETE, "");
        assertThat(states.of(site(EVERY_FIVE_MINUTES))).isEqualTo(new InStep());
    }

    @Test
    void aFullRunIsAlsoOneForChangesButNotTheOtherWayRound() {
        ended(RunKind.FULL, State.COMPLETE, "");
        assertThat(states.of(site(EVERY_FIVE_MINUTES))).isEqualTo(new InStep());
        for (int day = 0; day < 3; day++) {
            ledgers.clock.advance(Duration.ofDays(1));
            ended(RunKind.CHANGES, State.COMPLETE, "");
        }

        assertThat(behind(EVERY_FIVE_MINUTES).why()).contains("No full run has completed");
        assertThat(behind(EVERY_FIVE_MINUTES).since())
                .isEqualTo(Instant.parse("2026-11-23T04:12:30Z"));
    }

    @Test
    void aRunThatDoesNotGetToItsEndPutsTheSiteBehindAtOnce() {
        ended(RunKind.CHANGES, State.COMPLETE, "");
        ledgers.clock.advance(Duration.ofMinutes(5));
        Instant first = ledgers.clock.instant();
        for (int run = 0; run < 5; run++) {
            ended(RunKind.CHANGES, State.INCOMPLETE, "Confluence is not available just now (502).");
            ledgers.clock.advance(Duration.ofMinutes(5));
        }

        assertThat(behind(Map.of()).since()).as("without a schedule").isEqualTo(first);
        assertThat(behind(EVERY_FIVE_MINUTES))
                .isEqualTo(
                        new Behind(
                                first,
                                0,
                                "The last changes run did not complete: Confluence is not available just now (502)."));
    }

    @Test
    void withoutAScheduleTheLastRunAloneCounts() {
        ended(RunKind.CHANGES, State.COMPLETE, "");
        ledgers.clock.advance(Duration.ofDays(300));

        assertThat(states.of(site(Map.of()))).isEqualTo(new InStep());
    }

    @Test
    void pagesThatFailedPutTheSiteBehind() {
        Instant failed = ledgers.clock.instant();
        Run run = ledgers.run(RunKind.FULL, Leg.whole("ENG", true));
        List<PageWork> works = ledgers.decide(run, TestPages.page("1"), TestPages.page("2"));
        ledgers.ledger.record(
                run,
                works.stream().map(work -> Ledgers.outcome(work, Map.of("file", "down"))).toList());
        close(run, State.COMPLETE, "");
        ledgers.clock.advance(Duration.ofMinutes(1));

        assertThat(behind(Map.of()))
                .isEqualTo(new Behind(failed, 2, "Failed, the latest because: a sink is down"));
    }

    @Test
    void whatOnlyAPersonCanMendIsWaitingForYou() {
        ended(RunKind.CHANGES, State.COMPLETE, "");
        access.lost = Optional.of("The account took its consent back; authorize again.");
        assertThat(states.of(site(Map.of())))
                .isEqualTo(
                        new WaitingForYou("The account took its consent back; authorize again."));
        access.lost = Optional.empty();
        access.authorized = false;
        assertThat(states.of(site(Map.of()))).isInstanceOf(WaitingForYou.class);
        assertThat(states.of(site(SpaceChoice.NONE, Map.of())))
                .as("spaces can be chosen only after that")
                .isEqualTo(new WaitingForYou("Not authorized yet."));
        access.authorized = true;
        assertThat(states.of(site(SpaceChoice.NONE, Map.of())).text())
                .isEqualTo(
                        "waiting for you: No space of \"acme\" is chosen yet; choose some on the console.");
        assertThat(states.of(site(Map.of()))).isEqualTo(new InStep());
    }

    @Test
    void aSiteWithoutASinkIsWaitingForYou() {
        ended(RunKind.CHANGES, State.COMPLETE, "");
        assertThat(states.of(site(SpaceChoice.ALL, Map.of(), List.of())))
                .isEqualTo(
                        new WaitingForYou(
                                "Its pages go nowhere; name a sink in kbsync.deliver.to or kbsync.sites.acme.sinks."));
    }

    @Test
    void allGaugesOfOneScrapeShareOneLookAtASite() {
        MeterRegistry meters = new SimpleMeterRegistry();
        new SiteStateMetrics(
                        TestSites.demo(database.jdbc(), ledgers.clock, "https://a.atlassian.net"),
                        states,
                        new UndeliveredChanges(history, meters, ledgers.clock),
                        ledgers.clock,
                        meters)
                .sitesChanged();

        scrape(meters);
        assertThat(access.asked).isEqualTo(1);

        ledgers.clock.advance(Duration.ofSeconds(1));
        scrape(meters);
        assertThat(access.asked).isEqualTo(2);
    }

    private static void scrape(MeterRegistry meters) {
        assertThat(meters.getMeters()).hasSizeGreaterThan(5);
        meters.getMeters().forEach(meter -> meter.measure().forEach(Measurement::getValue));
    }

    @Test
    void peopleReadTimesToTheSecond() {
        Instant since = Instant.parse("2026-11-22T12:00:00.061064351Z");

        assertThat(new Behind(since, 0, "It was never synced.").text())
                .isEqualTo("behind since 2026-11-22 12:00:00 UTC: It was never synced.");
    }

    private Behind behind(Map<RunKind, Cron> schedule) {
        return (Behind) states.of(site(schedule));
    }

    private void ended(RunKind kind, State state, String problem) {
        close(ledgers.run(kind), state, problem);
    }

    private void close(Run run, State state, String problem) {
        ledgers.runs.close(
                new RunReport(
                        run.getId(),
                        "acme",
                        run.getKind(),
                        state,
                        run.getStartedAt(),
                        ledgers.clock.instant(),
                        null,
                        Duration.ZERO,
                        problem,
                        new TreeMap<>(),
                        0,
                        Usage.NONE,
                        Census.EMPTY),
                run.notes());
    }

    private static Site site(Map<RunKind, Cron> schedule) {
        return site(SpaceChoice.ALL, schedule);
    }

    private static Site site(SpaceChoice spaces, Map<RunKind, Cron> schedule) {
        return site(spaces, schedule, List.of("file"));
    }

    private static Site site(SpaceChoice spaces, Map<RunKind, Cron> schedule, List<String> sinks) {
        return new Site(
                "acme",
                URI.create("https://acme.atlassian.net"),
                TestPages.CLOUD,
                spaces,
                true,
                PageRule.ALL,
                sinks,
                false,
                Extras.NONE,
                schedule,
                true);
    }

    private static final class Credentials implements SiteAccess {

        private boolean authorized = true;
        private Optional<String> lost = Optional.empty();
        private int asked;

        @Override
        public SiteAccess.Access access(String site) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Set<String>> scopes(String site) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SiteAccess.Access refreshed(String site, SiteAccess.Access refused) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> lost(String site) {
            asked++;
            return authorized ? lost : Optional.of("Not authorized yet.");
        }

        @Override
        public Optional<String> denied(String site, SiteAccess.Access denied) {
            return Optional.empty();
        }
    }
}
