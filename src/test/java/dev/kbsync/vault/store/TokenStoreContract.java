package dev.kbsync.vault.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.SettableClock;
import dev.kbsync.database.Leases;
import dev.kbsync.vault.store.TokenStore.SealedEntry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every token store must do. */
abstract class TokenStoreContract {

    protected final SettableClock clock = new SettableClock();

    /** The store under test; the same one however often it is asked for. */
    protected abstract TokenStore store();

    /** The same content as a process started later sees it. */
    protected abstract TokenStore reopened();

    @Test
    void whatWasStoredIsFoundAfterARestart() {
        store().replace(new SealedEntry("grant-1", 1, "sealed"));

        assertThat(reopened().find("grant-1")).contains(new SealedEntry("grant-1", 1, "sealed"));
        assertThat(reopened().find("grant-2")).isEmpty();
        assertThat(reopened().ids()).containsExactly("grant-1");
    }

    @Test
    void onlyTheNextVersionReplacesOne() {
        assertThat(store().replace(new SealedEntry("grant-1", 1, "one"))).isTrue();
        assertThat(store().replace(new SealedEntry("grant-1", 1, "again"))).isFalse();
        assertThat(store().replace(new SealedEntry("grant-1", 3, "three"))).isFalse();
        assertThat(store().replace(new SealedEntry("grant-1", 2, "two"))).isTrue();
        assertThat(store().replace(new SealedEntry("grant-2", 2, "two"))).isFalse();

        assertThat(store().find("grant-1")).contains(new SealedEntry("grant-1", 2, "two"));
    }

    @Test
    void whatWasRemovedIsGone() {
        store().replace(new SealedEntry("grant-1", 1, "one"));
        store().remove("grant-1");

        assertThat(store().find("grant-1")).isEmpty();
        assertThat(store().replace(new SealedEntry("grant-1", 1, "one"))).isTrue();
    }

    @Test
    void ofManyAtOnceOneReplaces() throws Exception {
        store().replace(new SealedEntry("grant-1", 1, "one"));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> tries =
                    IntStream.range(0, 32)
                            .<Callable<Boolean>>mapToObj(
                                    number ->
                                            () ->
                                                    store().replace(
                                                                    new SealedEntry(
                                                                            "grant-1",
                                                                            2,
                                                                            "by " + number)))
                            .toList();
            long winners = 0;
            for (var result : threads.invokeAll(tries)) {
                winners += result.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void oneHolderAtATimeMayChangeAnEntry() {
        String me = Leases.newHolder();
        String other = Leases.newHolder();
        Duration minute = Duration.ofMinutes(1);

        assertThat(store().acquire("grant-1", me, minute)).isTrue();
        assertThat(reopened().acquire("grant-1", other, minute)).isFalse();
        store().release("grant-1", me);
        assertThat(reopened().acquire("grant-1", other, minute)).isTrue();
    }

    @Test
    void aHolderThatDiedDoesNotBlockForEver() {
        store().acquire("grant-1", Leases.newHolder(), Duration.ofMinutes(1));
        pass(Duration.ofMinutes(1));

        assertThat(store().acquire("grant-1", Leases.newHolder(), Duration.ofMinutes(1))).isTrue();
    }

    /** Lets time pass for what the store holds. */
    protected void pass(Duration time) {
        clock.advance(time);
    }
}
