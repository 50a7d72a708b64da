package dev.kbsync.listing.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.Eventually;
import dev.kbsync.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class SingleFlightTest {

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger loads = new AtomicInteger();
    private final SingleFlight<String, String> values =
            new SingleFlight<>(Duration.ofMinutes(1), 100, (key, value) -> value.length(), clock);

    private String load() {
        return "value " + loads.incrementAndGet();
    }

    @Test
    void nobodyWaitsForAnotherKeyThatTakesLongToLoad() throws Exception {
        CountDownLatch quota = new CountDownLatch(1);
        // More keys than a hash table of this size keeps apart.
        List<CompletableFuture<String>> waiting =
                IntStream.range(0, 64)
                        .mapToObj(
                                number ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        values.get(
                                                                "slow" + number, () -> late(quota)),
                                                task -> new Thread(task).start()))
                        .toList();
        Eventually.assertThat(() -> loads.get() == 64);

        for (int number = 0; number < 64; number++) {
            assertThat(values.get("quick" + number, this::load)).startsWith("value ");
        }

        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        quota.countDown();
        for (CompletableFuture<String> one : waiting) {
            assertThat(one.get()).isEqualTo("late");
        }
    }

    @Test
    void whoeverAsksMeanwhileGetsTheSameAnswer() throws Exception {
        CountDownLatch quota = new CountDownLatch(1);
        List<CompletableFuture<String>> waiting =
                IntStream.range(0, 4)
                        .mapToObj(
                                number ->
                                        CompletableFuture.supplyAsync(
                                                () -> values.get("a", () -> late(quota)),
                                                task -> new Thread(task).start()))
                        .toList();
        Eventually.assertThat(() -> loads.get() == 1);
        quota.countDown();

        for (CompletableFuture<String> one : waiting) {
            assertThat(one.get()).isEqualTo("late");
        }
        assertThat(loads).hasValue(1);
    }

    private String late(CountDownLatch until) {
        loads.incrementAndGet();
        try {
            until.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return "late";
    }

    @Test
    void aValueIsLoadedAgainOnceItIsOld() {
        assertThat(values.get("a", this::load)).isEqualTo("value 1");
        clock.advance(Duration.ofSeconds(59));
        assertThat(values.get("a", this::load)).isEqualTo("value 1");
        clock.advance(Duration.ofSeconds(2));
        assertThat(values.get("a", this::load)).isEqualTo("value 2");
    }

    @Test
    void aForgottenValueIsLoadedAgainEvenIfItIsJustBeingLoaded() throws Exception {
        CountDownLatch quota = new CountDownLatch(1);
        CompletableFuture<String> before =
                CompletableFuture.supplyAsync(() -> values.get("a", () -> late(quota)));
        Eventually.assertThat(() -> loads.get() == 1);

        values.forget("a"::equals);

        assertThat(values.get("a", this::load)).isEqualTo("value 2");
        quota.countDown();
        assertThat(before.get()).isEqualTo("late");
        assertThat(values.get("a", this::load)).isEqualTo("value 2");
    }

    @Test
    void aFailureIsToldAndNotKept() {
        assertThatThrownBy(
                        () ->
                                values.get(
                                        "a",
                                        () -> {
                                            throw new IllegalStateException("no");
                                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThat(values.get("a", this::load)).isEqualTo("value 1");
    }

    @Test
    void whatNeedsTooMuchRoomIsNotKept() {
        assertThat(values.get("a", () -> "x".repeat(200))).hasSize(200);
        assertThat(values.get("a", this::load)).isEqualTo("value 1");
    }
}
