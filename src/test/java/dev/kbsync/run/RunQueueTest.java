package dev.kbsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.Eventually;
import dev.kbsync.SettableClock;
import dev.kbsync.confluence.Usage;
import dev.kbsync.database.Leases;
import dev.kbsync.database.TestDatabase;
import dev.kbsync.history.RunHistory;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.history.RunStore;
import dev.kbsync.page.Census;
import dev.kbsync.run.Turn.Covered;
import dev.kbsync.run.Turn.Denied;
import dev.kbsync.run.Turn.Granted;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of one site take turns, and none that was asked for is lost. */
class RunQueueTest {

    private static final RunRequest CHANGES = new RunRequest("acme", RunKind.CHANGES, false);
    private static final RunRequest FULL = new RunRequest("acme", RunKind.FULL, false);
    private static final RunRequest ALLOWING = new RunRequest("acme", RunKind.FULL, true);

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger number = new AtomicInteger();
    private TestDatabase database;
    private RunStore store;
    private Machine here;
    private Machine elsewhere;

    @BeforeEach
    void open() {
        database = TestDatabase.sqlite(folder);
        store = new RunStore(database.batches());
        here = new Machine();
        elsewhere = new Machine();
    }

    @AfterEach
    void close() throws InterruptedException {
        here.inWork.stopAll();
        elsewhere.inWork.stopAll();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        database.close();
    }

    @Test
    void aRunThatMeetsAnotherOneWaitsForIt() throws Exception {
        Run first = here.begin(CHANGES);
        Future<Turn> full = here.ask(FULL);
        here.awaits(RunKind.FULL);
        assertThat(full).isNotDone();

        here.end(first, State.COMPLETE);

        assertThat(full.get()).isInstanceOf(Granted.class);
        assertThat(here.queue.waiting("acme")).isEmpty();
    }

    @Test
    void aRunAskedForTwiceTakesPlaceOnce() throws Exception {
        Run first = here.begin(FULL);
        Future<Turn> one = here.ask(FULL);
        here.awaits(RunKind.FULL);
        Future<Turn> two = here.ask(FULL);
        here.awaiting(2);

        here.end(first, State.COMPLETE);
        Granted second = (Granted) one.get();
        here.end(opened(second.run()), State.COMPLETE);

        assertThat(two.get())
                .isInstanceOfSatisfying(
                        Covered.class,
                        by -> assertThat(by.by().id()).isEqualTo(second.run().getId()));
    }

    @Test
    void aFullRunGoesFirstAndDoesTheWorkOfAWaitingRunForChanges() throws Exception {
        Run first = here.begin(CHANGES);
        Future<Turn> changes = here.ask(CHANGES);
        here.awaits(RunKind.CHANGES);
        Future<Turn> full = here.ask(FULL);
        here.awaits(RunKind.FULL);

        here.end(first, State.COMPLETE);
        here.end(opened(((Granted) full.get()).run()), State.COMPLETE);

        assertThat(changes.get()).isInstanceOf(Covered.class);
    }

    @Test
    void aRunForChangesDoesNotDoTheWorkOfAFullOneNorAFullOneThatOfOneThatMayRemove()
            throws Exception {
        Run first = here.begin(CHANGES);
        Future<Turn> full = here.ask(FULL);
        here.awaits(RunKind.FULL);
        here.end(first, State.COMPLETE);
        Run second = opened(((Granted) full.get()).run());
        Future<Turn> allowing = here.ask(ALLOWING);
        here.awaits(RunKind.FULL);

        here.end(second, State.COMPLETE);

        assertThat(allowing.get()).isInstanceOf(Granted.class);
    }

    @Test
    void aRunThatDidNotGetToItsEndDoesNobodysWork() throws Exception {
        Run first = here.begin(CHANGES);
        Future<Turn> changes = here.ask(CHANGES);
        here.awaits(RunKind.CHANGES);
        Future<Turn> full = here.ask(FULL);
        here.awaits(RunKind.FULL);
        here.end(first, State.COMPLETE);
        here.end(opened(((Granted) full.get()).run()), State.INCOMPLETE);

        assertThat(changes.get()).isInstanceOf(Granted.class);
    }

    @Test
    void aRunOfAnotherProcessIsWaitedForToo() throws Exception {
        Run first = elsewhere.begin(CHANGES);
        Future<Turn> full = here.ask(FULL);
        here.awaits(RunKind.FULL);
        Future<Turn> again = elsewhere.ask(FULL);
        elsewhere.awaiting(1);
        assertThat(elsewhere.queue.awaited(FULL)).isTrue();

        elsewhere.end(first, State.COMPLETE);
        Turn turn = full.get();
        here.end(opened(((Granted) turn).run()), State.COMPLETE);

        assertThat(again.get()).isInstanceOf(Covered.class);
    }

    @Test
    void aRunThatJustMissedTheBeginningOfAnotherOneStillTakesPlace() throws Exception {
        Run first = here.begin(FULL);
        Future<Turn> second = elsewhere.ask(FULL);
        elsewhere.awaits(RunKind.FULL);
        here.end(first, State.COMPLETE);

        assertThat(second.get()).as("it was asked for later").isInstanceOf(Granted.class);
    }

    @Test
    void stoppingASiteEndsTheWaitingToo() throws Exception {
        Run first = here.begin(CHANGES);
        Future<Turn> full = here.ask(FULL);
        here.awaits(RunKind.FULL);

        assertThat(here.queue.stop("acme")).isTrue();

        assertThat(full.get()).isInstanceOf(Denied.class);
        assertThat(first.stopped()).isTrue();
    }

    @Test
    void aShutdownEndsTheWaiting() throws Exception {
        here.begin(CHANGES);
        Future<Turn> full = here.ask(FULL);
        here.awaits(RunKind.FULL);

        here.inWork.stopAll();

        assertThat(full.get()).isEqualTo(new Denied("kbsync is shutting down."));
    }

    @Test
    void aPlanIsToldToComeBackLater() throws Exception {
        Run first = here.begin(CHANGES);
        RunRequest plan = new RunRequest("acme", RunKind.FULL, false, true);

        assertThat(here.ask(plan).get())
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.why()).contains("has ended"));
        here.end(first, State.COMPLETE);
        assertThat(here.ask(plan).get()).isInstanceOf(Granted.class);
    }

    @Test
    void whileAFullRunGivesWayOnlyARunForChangesBegins() throws Exception {
        Run full = here.begin(FULL);
        Future<Turn> another = here.ask(FULL);
        here.awaits(RunKind.FULL);
        Future<Turn> changes = elsewhere.ask(CHANGES);
        elsewhere.awaits(RunKind.CHANGES);

        here.inWork.giveWay(full);
        here.lease.giveWay(full);
        here.queue.wake();

        Run between = opened(((Granted) changes.get()).run());
        assertThat(another).isNotDone();
        elsewhere.lease.release(between);
        assertThat(here.queue.wouldWait(FULL)).isTrue();
        assertThat(here.queue.wouldWait(CHANGES)).isFalse();
        assertThat(elsewhere.lease.acquire(between)).isTrue();
        elsewhere.end(between, State.COMPLETE);
        assertThat(here.lease.givingWay("acme")).containsExactly(full.getId());
        assertThat(here.lease.acquire(full)).isTrue();
        here.lease.endGivingWay(full);
        here.end(full, State.COMPLETE);
        assertThat(another.get()).isInstanceOf(Granted.class);
    }

    @Test
    void aRunOfLongAgoCoversNone() throws Exception {
        for (int i = 0; i < 51; i++) {
            here.end(here.begin(CHANGES), State.COMPLETE);
            clock.advance(Duration.ofMinutes(5));
        }
        here.end(here.begin(CHANGES), State.INCOMPLETE);
        clock.advance(Duration.ofMinutes(5));

        assertThat(here.ask(CHANGES).get()).isInstanceOf(Granted.class);
    }

    @Test
    void nobodyWaitsForAWaiterThatDied() throws Exception {
        Run first = here.begin(CHANGES);
        database.leases(clock).acquire("waiting:acme:FULL", "elsewhere", Duration.ofMinutes(1));
        Future<Turn> changes = here.ask(CHANGES);
        here.awaits(RunKind.CHANGES);
        here.end(first, State.COMPLETE);

        clock.advance(Duration.ofMinutes(2));

        assertThat(changes.get()).isInstanceOf(Granted.class);
    }

    private Run opened(Run run) {
        store.open(run.getId(), run.getSite().name(), run.getKind(), run.getStartedAt());
        return run;
    }

    /** A process of its own, as far as the database can tell. */
    private final class Machine {

        private final Waiting waiting = new RunConfiguration().waiting();
        private final ActiveRuns inWork = new ActiveRuns(waiting);
        private final RunLease lease;
        private final RunQueue queue;

        Machine() {
            Leases leases = database.leases(clock);
            lease = new RunLease(leases, Ledgers.PROPERTIES, clock);
            queue =
                    new RunQueue(
                            lease,
                            leases,
                            inWork,
                            new RunHistory(database.jdbc(), store),
                            waiting,
                            clock,
                            event -> {});
        }

        Future<Turn> ask(RunRequest request) {
            return threads.submit(() -> queue.await(request, () -> run(request)));
        }

        private Run run(RunRequest request) {
            return new Run(
                    "run-" + number.incrementAndGet(),
                    request,
                    Ledgers.site("file"),
                    clock.instant(),
                    Usage.NONE,
                    Ledgers.effects(database));
        }

        Run begin(RunRequest request) throws Exception {
            Run run = opened(((Granted) ask(request).get()).run());
            inWork.add(run);
            return run;
        }

        void awaits(RunKind kind) {
            Eventually.assertThat(() -> queue.waiting("acme").contains(kind));
        }

        void awaiting(int number) {
            Eventually.assertThat(() -> queue.waiters() == number);
        }

        void end(Run run, State state) {
            store.close(
                    new RunReport(
                            run.getId(),
                            "acme",
                            run.getKind(),
                            state,
                            run.getStartedAt(),
                            clock.instant(),
                            null,
                            Duration.ZERO,
                            "",
                            new TreeMap<>(),
                            0,
                            Usage.NONE,
                            Census.EMPTY),
                    run.notes());
            queue.leave(run);
        }
    }
}
