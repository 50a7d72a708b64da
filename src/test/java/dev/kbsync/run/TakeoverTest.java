package dev.kbsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.confluence.Usage;
import dev.kbsync.database.TestDatabase;
import dev.kbsync.history.RunHistory;
import dev.kbsync.page.Leg;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.TestSites;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which runs are taken for cut off, and start again. */
class TakeoverTest {

    @TempDir private Path folder;
    private final Site site = Ledgers.site("file");
    private final List<RunRequest> begun = new ArrayList<>();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private TestDatabase database;
    private Ledgers ledgers;
    private Run run;

    @BeforeEach
    void open() {
        database = TestDatabase.sqlite(folder);
        ledgers = Ledgers.fenced(database);
        run = ledgers.run(RunKind.FULL, Leg.whole("ENG", true));
        assertThat(ledgers.lease.acquire(run)).isTrue();
    }

    @AfterEach
    void close() {
        camel.stop();
        database.close();
    }

    @Test
    void aRunThatHasItsTurnIsLeftAlone() {
        look(() -> {});

        assertThat(begun).isEmpty();
    }

    @Test
    void aRunWhoseLeaseHasLapsedStartsAgain() {
        look(() -> database.jdbc().sql("update lease set until = 0").update());

        assertThat(begun).containsExactly(new RunRequest("acme", RunKind.FULL, false));
    }

    @Test
    void aRunThatEndsWhileItIsLookedAtIsNotStartedAgain() {
        look(
                () -> {
                    run.effects()
                            .close(run, RunReporter.of(run, Usage.NONE, ledgers.clock.instant()));
                    ledgers.lease.release(run);
                });

        assertThat(begun).isEmpty();
    }

    @Test
    void aRunThatGoesOnWhileItIsLookedAtIsNotStartedAgain() {
        run.givesWay();
        ledgers.lease.giveWay(run);

        look(
                () -> {},
                () -> {
                    assertThat(ledgers.lease.acquire(run)).isTrue();
                    ledgers.lease.endGivingWay(run);
                });

        assertThat(begun).isEmpty();
    }

    private void look(Runnable beforeTheLease) {
        look(beforeTheLease, () -> {});
    }

    /**
     * @param beforeTheLease happens after the run was found, and before its lease is looked at
     * @param after happens after that, and before it is asked which runs give way
     */
    private void look(Runnable beforeTheLease, Runnable after) {
        List<Runnable> once = new ArrayList<>(List.of(beforeTheLease, after));
        RunLease lease =
                new RunLease(database.leases(ledgers.clock), Ledgers.PROPERTIES, ledgers.clock) {
                    @Override
                    boolean held(String name) {
                        if (!once.isEmpty()) {
                            once.remove(0).run();
                        }
                        boolean held = super.held(name);
                        if (!once.isEmpty()) {
                            once.remove(0).run();
                        }
                        return held;
                    }
                };
        RunHistory history = new RunHistory(database.jdbc(), ledgers.runs);
        Waiting waiting = new RunConfiguration().waiting();
        RunQueue queue =
                new RunQueue(
                        lease,
                        database.leases(ledgers.clock),
                        new ActiveRuns(waiting),
                        history,
                        waiting,
                        ledgers.clock,
                        event -> {});
        RunStarter starter =
                new RunStarter(camel.createProducerTemplate(), queue) {
                    @Override
                    public Begun begin(RunRequest request) {
                        begun.add(request);
                        return Begun.STARTED;
                    }
                };
        try (Takeover takeover =
                new Takeover(
                        TestSites.demo(database.jdbc(), ledgers.clock, site.url().toString()),
                        history,
                        ledgers.runs,
                        lease,
                        starter,
                        true)) {
            takeover.look(site);
        }
    }
}
