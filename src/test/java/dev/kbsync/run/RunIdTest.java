package dev.kbsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunIdTest {

    private static final Instant NOW = Instant.parse("2026-01-31T02:30:00Z");

    @Test
    void namesTimeAndSite() {
        assertThat(RunId.of("example", NOW)).matches("20260131-023000-example-[0-9a-f]{8}");
    }

    /** One of so many may come twice by chance, once in ten thousand times. */
    @Test
    void differsForRunsOfTheSameSecond() {
        assertThat(Stream.generate(() -> RunId.of("example", NOW)).limit(1000).distinct())
                .hasSizeGreaterThanOrEqualTo(999);
    }

    @Test
    void hasRoomInTheDatabaseForTheLongestName() {
        assertThat(RunId.of("n".repeat(60), NOW)).hasSizeLessThanOrEqualTo(80);
    }
}
