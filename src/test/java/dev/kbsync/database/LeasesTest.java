package dev.kbsync.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeasesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private final String me = Leases.newHolder();
    private final String other = Leases.newHolder();
    private TestDatabase database;
    private Leases leases;

    @BeforeEach
    void open() {
        database = TestDatabase.sqlite(folder);
        leases = database.leases(clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void oneHolderAtATime() {
        assertThat(leases.acquire("run", me, MINUTE)).isTrue();
        assertThat(leases.acquire("run", other, MINUTE)).isFalse();
        assertThat(leases.acquire("another", other, MINUTE)).isTrue();
    }

    @Test
    void aHolderCanExtendItsOwn() {
        leases.acquire("run", me, MINUTE);
        clock.advance(Duration.ofSeconds(50));
        assertThat(leases.acquire("run", me, MINUTE)).isTrue();
        clock.advance(Duration.ofSeconds(50));

        assertThat(leases.acquire("run", other, MINUTE)).isFalse();
    }

    @Test
    void aLapsedLeaseIsFree() {
        leases.acquire("run", me, MINUTE);
        clock.advance(MINUTE);

        assertThat(leases.acquire("run", other, MINUTE)).isTrue();
        assertThat(leases.acquire("run", me, MINUTE)).isFalse();
    }

    @Test
    void onlyTheHolderCanReleaseIt() {
        leases.acquire("run", me, MINUTE);

        leases.release("run", other);
        assertThat(leases.acquire("run", other, MINUTE)).isFalse();

        leases.release("run", me);
        assertThat(leases.acquire("run", other, MINUTE)).isTrue();
    }

    @Test
    void nobodyWaitsForAProcessThatDied() {
        LeaseHolder here = LeaseHolder.here(UUID.randomUUID());
        // The same process id as ours, but started at another time: a process that is no more.
        String dead =
                new LeaseHolder(here.host(), here.pid(), here.startedAt() - 1, "x").toString();
        leases.acquire("run", dead, Duration.ofDays(1));

        assertThat(leases.acquire("run", me, MINUTE)).isTrue();
    }

    @Test
    void ofAnotherHostNothingIsCertain() {
        LeaseHolder here = LeaseHolder.here(UUID.randomUUID());
        leases.acquire("run", new LeaseHolder("elsewhere", here.pid(), 1, "x").toString(), MINUTE);

        assertThat(leases.acquire("run", me, MINUTE)).isFalse();
    }

    @Test
    void theNumberGrowsWheneverTheLeaseChangesHands() {
        assertThat(leases.take("run", me, MINUTE)).isEqualTo(1);
        assertThat(leases.take("run", me, MINUTE)).as("extended").isEqualTo(1);
        assertThat(leases.take("run", other, MINUTE)).as("refused").isZero();
        leases.giveBack("run", me);
        assertThat(leases.take("run", other, MINUTE)).isEqualTo(2);
        clock.advance(MINUTE);
        assertThat(leases.take("run", me, MINUTE)).isEqualTo(3);

        assertThat(leases.confirm("run", me, 3)).isTrue();
        assertThat(leases.confirm("run", me, 1)).as("it had it before").isFalse();
        assertThat(leases.confirm("run", other, 2)).isFalse();
    }

    @Test
    void hostsThatShareAPostgresNeedNotAgreeOnTheTime() {
        try (TestDatabase shared = TestDatabase.postgres(folder.resolve("shared"))) {
            SettableClock ahead = new SettableClock();
            ahead.advance(Duration.ofDays(36_500));
            Leases late = shared.leases(clock);
            Leases early = shared.leases(ahead);

            assertThat(late.acquire("run", me, MINUTE)).isTrue();
            assertThat(early.acquire("run", other, MINUTE)).isFalse();
            assertThat(early.held("run")).isTrue();
            assertThat(early.heldBelow("r", other)).containsExactly("run");
            assertThat(early.acquire("another", other, MINUTE)).isTrue();
            assertThat(late.acquire("another", me, MINUTE)).isFalse();
        }
    }
}
