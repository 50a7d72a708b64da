package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry;
import dev.kbsync.history.RunProgress;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.history.RunStore;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.run.Runs;
import dev.kbsync.run.Waiting;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.simulator.control.SiteControl.Shown;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.site.RunKind;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/** A spent quota: its run waits, others go on, and nobody asks in vain. */
class QuotaIT {

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private final int port = ConsoleClient.freePort();
    private Simulator atlassian;
    private SiteControl site;

    @BeforeEach
    void start() {
        atlassian =
                Simulator.start(
                        new SimulatorOptions()
                                .port(0)
                                .sites(2)
                                .handbook(false)
                                .indexDelay(Duration.ZERO)
                                .clock(clock));
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        for (int i = 0; i < 300; i++) {
            site.addPage("ENG", "Page " + i, "<p>" + i + "</p>");
        }
    }

    @AfterEach
    void stop() {
        atlassian.close();
    }

    @Test
    void aRunWaitsForTheNextHourAndGoesOn() {
        Clockwork waiting = new Clockwork();
        try (Instance kbsync = authorized(waiting)) {
            atlassian.control().quota(150);

            RunReport report = kbsync.changes();

            assertThat(report.problem()).isEmpty();
            assertThat(report.state()).isEqualTo(State.COMPLETE);
            assertThat(report.total().delivered()).isEqualTo(300);
            assertThat(report.paused()).isEqualTo(Duration.ofHours(1));
            assertThat(report.text()).contains("min until Atlassian's quota was new");
            // In steps that leave the lease no time to lapse.
            assertThat(waiting.waits)
                    .hasSizeGreaterThanOrEqualTo(30)
                    .allSatisfy(
                            wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofMinutes(2)));
            RunReport kept = kbsync.bean(RunStore.class).find(report.id()).orElseThrow();
            assertThat(kept.paused()).isEqualTo(report.paused());
            assertThat(kept.pausedUntil()).isNull();
            assertThat(
                            kbsync.bean(MeterRegistry.class)
                                    .get("kbsync.quota.remaining")
                                    .tag("site", "demo")
                                    .gauge()
                                    .value())
                    .isBetween(0.0, 150.0);
        }
    }

    @Test
    void whileARunWaitsOtherSitesGoOnTheConsoleSaysSoAndStopEndsIt() {
        Blocked waiting = new Blocked();
        try (Instance kbsync = authorized(waiting)) {
            atlassian.control().quota(120);
            kbsync.bean(RunStarter.class).begin(new RunRequest("demo", RunKind.CHANGES, false));
            waiting.reached();
            ConsoleClient console = new ConsoleClient(port).login();

            ConsoleClient.Answer page = console.get("/sites/demo");
            assertThat(page.text()).contains("paused until 13:00 UTC", "of 120 points");
            assertThat(kbsync.run("second", RunKind.FULL).state()).isEqualTo(State.COMPLETE);
            long asked = requests();
            assertThat(console.get("/sites/demo/spaces").text())
                    .contains("quota is spent until 2026-11-22 13:00 UTC");
            assertThat(requests()).as("what is spent is not asked for again").isEqualTo(asked);

            ConsoleClient.Answer stopped = console.submit(page, "form[action$=/stop]", Map.of());
            assertThat(stopped.text()).contains("The run stops");
            assertThat(kbsync.bean(Audit.class).deeds("demo", 0, 1))
                    .extracting(AuditEntry::kind)
                    .containsExactly(AuditEntry.Kind.RUN_STOPPED);
            Eventually.assertThat(() -> last(kbsync).state() == State.INCOMPLETE);
            assertThat(last(kbsync).problem()).contains("The run was stopped");
            assertThat(last(kbsync).pausedUntil()).isNull();
        }
    }

    @Test
    void aShutdownEndsTheWait() {
        Blocked waiting = new Blocked();
        Instance kbsync = authorized(waiting);
        atlassian.control().quota(120);
        kbsync.bean(RunStarter.class).begin(new RunRequest("demo", RunKind.CHANGES, false));
        waiting.reached();
        long before = System.nanoTime();

        kbsync.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void anAbsurdRetryAfterIsBelievedUntilTheNextFullHour() {
        Clockwork waiting = new Clockwork();
        try (Instance kbsync = authorized(waiting)) {
            atlassian
                    .control()
                    .faults(
                            new Fault(
                                    FaultKind.TOO_MANY_REQUESTS,
                                    JsonNodeFactory.instance
                                            .objectNode()
                                            .put("count", 1)
                                            .put("retryAfter", 999_999_999)));
            Instant before = clock.instant();

            RunReport report = kbsync.changes();

            assertThat(report.state()).isEqualTo(State.COMPLETE);
            assertThat(waiting.waits).isNotEmpty();
            assertThat(Duration.between(before, clock.instant()))
                    .isLessThanOrEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void aFullRunSpendsItsShareOfEachHourAndRunsForChangesTakePlaceMeanwhile() {
        Pausing waiting = new Pausing();
        try (Instance kbsync = authorized(waiting)) {
            kbsync.changes();
            clock.advance(Duration.ofHours(1));
            atlassian.control().quota(200);
            List<Shown> pages = site.content();
            site.trash(pages.get(299).id());
            waiting.meanwhile =
                    () -> {
                        // Pages that the full run has passed, and one that it has yet to list.
                        for (int i = 0; i < 30; i++) {
                            site.edit(pages.get(i).id(), "<p>edited " + i + "</p>");
                        }
                        site.edit(pages.get(290).id(), "<p>edited 290</p>");
                        atlassian.control().quota(2000);
                        RunReport changes = kbsync.changes();
                        assertThat(changes.state()).isEqualTo(State.COMPLETE);
                        assertThat(changes.total().delivered()).isEqualTo(31);
                        atlassian.control().quota(200);
                    };

            RunReport full = kbsync.full();

            assertThat(waiting.pauses).as("pauses").isPositive();
            assertThat(full.problem()).isEmpty();
            assertThat(full.state()).isEqualTo(State.COMPLETE);
            assertThat(full.paused()).isBetween(Duration.ofMinutes(50), Duration.ofHours(2));
            assertThat(full.total().listed()).isEqualTo(299);
            assertThat(full.total().delivered()).isZero();
            assertThat(full.total().removed()).isEqualTo(1);
            assertThat(full.withheld()).isZero();
            assertThat(full.usage().points()).isBetween(302L, 320L);

            clock.advance(Duration.ofHours(1));
            assertThat(kbsync.changes().total().delivered()).isZero();
        }
    }

    @Test
    void aFullRunGivesWayToARunForChangesBetweenTwoPagesOfResults() {
        Impatient impatient = new Impatient();
        try (Instance kbsync = authorized(Map.of("impatient", impatient))) {
            kbsync.changes();
            clock.advance(Duration.ofHours(1));
            site.edit(site.content().get(0).id(), "<p>edited</p>");
            impatient.kbsync = kbsync;

            RunReport full = kbsync.full();

            assertThat(full.state()).isEqualTo(State.COMPLETE);
            assertThat(full.total().listed()).isEqualTo(300);
            RunReport changes = impatient.changes.join();
            assertThat(changes.state()).isEqualTo(State.COMPLETE);
            assertThat(changes.id()).isNotEqualTo(full.id());
            assertThat(impatient.ended).containsExactly(RunKind.CHANGES, RunKind.FULL);
            assertThat(kbsync.bean(RunStore.class).latest("demo", 9))
                    .extracting(RunReport::state)
                    .containsOnly(State.COMPLETE);
        }
    }

    /** As where a doorbell rings all the time: when one run for changes ends, another one waits. */
    @Test
    void runsForChangesThatNeverEndKeepAFullRunWaitingForAMomentOnly() {
        Restless restless = new Restless(clock);
        try (Instance kbsync = authorized(Map.of("restless", restless))) {
            kbsync.changes();
            clock.advance(Duration.ofHours(1));
            restless.kbsync = kbsync;

            RunReport full = kbsync.full();

            restless.kbsync = null;
            assertThat(full.state()).isEqualTo(State.COMPLETE);
            assertThat(restless.runs).hasSizeBetween(2, Restless.MOST - 1);
        }
    }

    @Test
    void aFullRunThatNeedsMoreThanANightSaysSo() {
        try (Instance kbsync = authorized(new Clockwork())) {
            kbsync.changes();

            RunReport plan =
                    kbsync.bean(RunStarter.class)
                            .plan("demo", RunKind.FULL, false, step -> {})
                            .report();
            assertThat(plan.census().warnings()).isEmpty();

            atlassian.control().quota(60);
            RunReport full = kbsync.full();

            assertThat(full.state()).isEqualTo(State.COMPLETE);
            assertThat(full.text()).contains("A full run needs about 11 hours");
        }
    }

    private Instance authorized(Waiting waiting) {
        return authorized(Map.of("waiting", waiting));
    }

    private Instance authorized(Map<String, Object> beans) {
        Instance.Builder builder =
                Instance.in(folder)
                        .clock(clock)
                        .atlassian(atlassian)
                        .site(atlassian.sites().get(1))
                        .set("kbsync.sites.demo.url", atlassian.sites().get(0).url())
                        .set("kbsync.sites.demo.spaces", "*")
                        .console(port);
        beans.forEach(builder::bean);
        Instance kbsync = builder.start();
        ConsoleClient console = new ConsoleClient(port).login();
        console.accept(console.authorize("demo"));
        return kbsync;
    }

    private static RunReport last(Instance kbsync) {
        return kbsync.bean(RunStore.class).latest("demo", 1).get(0);
    }

    private long requests() {
        return atlassian.control().limits().spentInAll();
    }

    /** Time flies: each wait is over at once. */
    private final class Clockwork implements Waiting {

        private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void atMost(Duration time, BooleanSupplier over) {
            waits.add(time);
            clock.advance(time);
        }

        @Override
        public void wake() {}
    }

    /** Time flies, and something happens in the first pause. */
    private final class Pausing implements Waiting {

        private Runnable meanwhile = () -> {};
        private int pauses;
        private Instant until = Instant.MIN;

        @Override
        public void atMost(Duration time, BooleanSupplier over) {
            if (clock.instant().isAfter(until)) {
                pauses++;
                until = clock.instant().plus(Duration.ofMinutes(59));
                Runnable once = meanwhile;
                meanwhile = () -> {};
                once.run();
            }
            clock.advance(time);
        }

        @Override
        public void wake() {}
    }

    /** Asks for a run for changes as soon as a full run is in progress. */
    private static final class Impatient
            implements ApplicationListener<PayloadApplicationEvent<?>> {

        private final CompletableFuture<RunReport> changes = new CompletableFuture<>();
        private final List<RunKind> ended = Collections.synchronizedList(new ArrayList<>());
        private @Nullable Instance kbsync;

        @Override
        public void onApplicationEvent(PayloadApplicationEvent<?> event) {
            Instance running = kbsync;
            if (running != null && event.getPayload() instanceof RunReport report) {
                ended.add(report.kind());
            }
            if (running != null && event.getPayload() instanceof RunProgress && asked.add(true)) {
                new Thread(() -> changes.complete(running.changes())).start();
                Eventually.assertThat(
                        () -> running.bean(Runs.class).waiting("demo").contains(RunKind.CHANGES));
            }
        }

        private final Set<Boolean> asked = ConcurrentHashMap.newKeySet();
    }

    /** Asks for another run for changes whenever a run begins, and each takes a minute. */
    private static final class Restless implements ApplicationListener<PayloadApplicationEvent<?>> {

        /** Then it gives up. */
        private static final int MOST = 20;

        private final SettableClock clock;
        private final Set<String> runs = ConcurrentHashMap.newKeySet();
        private volatile @Nullable Instance kbsync;

        Restless(SettableClock clock) {
            this.clock = clock;
        }

        @Override
        public void onApplicationEvent(PayloadApplicationEvent<?> event) {
            Instance running = kbsync;
            if (running != null
                    && event.getPayload() instanceof RunProgress progress
                    && !progress.runId().isEmpty()
                    && runs.size() < MOST
                    && runs.add(progress.runId())) {
                clock.advance(Duration.ofMinutes(1));
                new Thread(running::changes).start();
                Eventually.assertThat(
                        () -> running.bean(Runs.class).waiting("demo").contains(RunKind.CHANGES));
            }
        }
    }

    /** Time stands still: a wait ends only when somebody wakes it. */
    private static final class Blocked implements Waiting {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch woken = new CountDownLatch(1);

        @Override
        public void atMost(Duration time, BooleanSupplier over) throws InterruptedException {
            reached.countDown();
            woken.await();
        }

        @Override
        public void wake() {
            woken.countDown();
        }

        void reached() {
            try {
                assertThat(reached.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
