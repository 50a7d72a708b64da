package dev.kbsync.confluence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T12:00:00Z"));

    @Test
    void secondsAreSeconds() {
        assertThat(RetryAfter.parse(" 120 ", clock)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("1.9", clock)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aDateIsTheTimeUntilThen() {
        assertThat(RetryAfter.parse("Sun, 22 Nov 2026 12:00:30 GMT", clock))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"soon", "-5", "0", "1e9", "Sun, 22 Nov 2026 11:00:00 GMT", "12:00"})
    void nonsenseAndThePastSayNothing(String header) {
        assertThat(RetryAfter.parse(header, clock)).isNull();
        assertThat(RetryAfter.reset(header, clock)).isNull();
        assertThat(RetryAfter.rateLimit(header, clock)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3600",
                "3601",
                "999999999",
                "99999999999999999999",
                "Tue, 01 Jan 2058 00:00:00 GMT"
            })
    void nothingIsBelievedBeyondTheNextFullHour(String header) {
        clock.advance(Duration.ofMinutes(20));
        assertThat(RetryAfter.parse(header, clock)).isEqualTo(Duration.ofMinutes(40));
    }

    @Test
    void aShortWaitMayReachIntoTheNextHour() {
        clock.advance(Duration.ofMinutes(59).plusSeconds(50));
        assertThat(RetryAfter.parse("30", clock)).isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("999999999", clock)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void theTimeOfTheResetIsReadWithAndWithoutSeconds() {
        Instant half = Instant.parse("2026-11-22T12:30:00Z");
        assertThat(RetryAfter.reset("2026-11-22T12:30:00Z", clock)).isEqualTo(half);
        assertThat(RetryAfter.reset("2026-11-22T12:30Z", clock)).isEqualTo(half);
        assertThat(RetryAfter.reset("2026-11-22T13:30+01:00", clock)).isEqualTo(half);
        assertThat(RetryAfter.reset("2058-01-01T00:00Z", clock))
                .isEqualTo(Instant.parse("2026-11-22T13:00:00Z"));
        assertThat(RetryAfter.reset("2026-11-22T11:30Z", clock)).isNull();
    }

    @Test
    void theStructuredFieldCountsSeconds() {
        assertThat(RetryAfter.rateLimit("\"global-app-quota\";r=0;t=1800", clock))
                .isEqualTo(Duration.ofMinutes(30));
        assertThat(RetryAfter.rateLimit("\"global-app-quota\";r=0;t=99999999999", clock))
                .isEqualTo(Duration.ofHours(1));
        assertThat(RetryAfter.rateLimit("\"global-app-quota\";r=0;t=-1", clock)).isNull();
    }
}
