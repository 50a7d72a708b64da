package dev.kbsync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.SettableClock;
import dev.kbsync.confluence.Usage;
import dev.kbsync.database.TestDatabase;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run of a site at a time, however long a page of results takes. */
class RunLeaseTest {

    private static final Duration TEN = Duration.ofMinutes(10);

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private TestDatabase database;
    private RunLease here;
    private RunLease elsewhere;

    @BeforeEach
    void open() {
        database = TestDatabase.sqlite(folder);
        here = new RunLease(database.leases(clock), Ledgers.PROPERTIES, clock);
        elsewhere = new RunLease(database.leases(clock), Ledgers.PROPERTIES, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Run run(String id) {
        return new Run(
                id,
                new RunRequest("demo", RunKind.FULL, false),
                Ledgers.site("file"),
                clock.instant(),
                Usage.NONE,
                Ledgers.effects(database));
    }

    @Test
    void aRunThatGetsOnKeepsItsSite() {
        Run run = run("1");
        assertThat(here.acquire(run)).isTrue();
        for (int i = 0; i < 5; i++) {
            clock.advance(TEN);
            here.keep(run);
        }
        clock.advance(TEN);

        assertThat(elsewhere.acquire(run("2"))).isFalse();
    }

    @Test
    void aRunThatDoesNotGetOnLosesItAndDoesNotTakeItBack() {
        Run run = run("1");
        here.acquire(run);
        clock.advance(TEN.plus(TEN));

        assertThat(elsewhere.acquire(run("2"))).isTrue();
        here.keep(run);
        assertThat(elsewhere.acquire(run("2"))).isTrue();
    }

    @Test
    void aRequestThatOutlivesItsRunDoesNotTakeTheSiteAgain() {
        Run run = run("1");
        here.acquire(run);
        here.release(run);

        here.keep(run);

        assertThat(elsewhere.acquire(run("2"))).isTrue();
    }

    @Test
    void aRunIsNotExtendedAfterAnotherOneCameAndWent() {
        Run run = run("1");
        here.acquire(run);
        clock.advance(TEN.plus(TEN));
        Run other = run("2");
        elsewhere.acquire(other);
        elsewhere.release(other);

        assertThatThrownBy(() -> here.extend(run)).hasMessageContaining("took this site over");
    }

    @Test
    void theNextRunNeedNotWaitForALeaseThatCouldNotBeGivenBack() {
        Run run = run("1");
        here.acquire(run);
        database.jdbc().sql("alter table lease rename to away").update();
        here.release(run);
        database.jdbc().sql("alter table away rename to lease").update();

        assertThat(here.acquire(run("2"))).isTrue();
    }

    @Test
    void aRunThatWasPausedForLongAsksWhetherItMayStillDeliver() {
        Run run = run("1");
        here.acquire(run);
        clock.advance(TEN.plus(TEN));
        assertThat(here.holds(run)).as("nobody took it over").isTrue();
        clock.advance(TEN.plus(TEN));
        elsewhere.acquire(run("2"));

        assertThat(here.holds(run)).isFalse();
    }

    @Test
    void aRunThatGetsOnNeedNotAsk() {
        Run run = run("1");
        here.acquire(run);
        clock.advance(Duration.ofMinutes(4));
        database.jdbc().sql("alter table lease rename to away").update();

        assertThat(here.holds(run)).isTrue();
        clock.advance(Duration.ofMinutes(4));
        assertThat(here.holds(run)).as("it is not sure any more, and cannot ask").isFalse();
        clock.advance(Duration.ofMinutes(-30));
        assertThat(here.holds(run)).as("its clock was set back").isFalse();
    }
}
