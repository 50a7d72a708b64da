package dev.kbsync.confluence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T12:00:00Z"));

    @Test
    void secondsAreSeconds() {
        assertThat(RetryAfter.parse(" 120 ", clock)).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void aDateIsTheTimeUntilThen() {
        assertThat(RetryAfter.parse("Sun, 22 Nov 2026 12:00:30 GMT", clock))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Sun, 22 Nov 2026 11:00:00 GMT", clock)).isZero();
    }

    @Test
    void nonsenseSaysNothing() {
        assertThat(RetryAfter.parse(null, clock)).isNull();
        assertThat(RetryAfter.parse("", clock)).isNull();
        assertThat(RetryAfter.parse("soon", clock)).isNull();
        assertThat(RetryAfter.parse("-5", clock)).isNull();
        assertThat(RetryAfter.parse("99999999999999999999", clock)).isNull();
    }
}
