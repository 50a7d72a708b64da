package dev.kbsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.confluence.Usage;
import dev.kbsync.history.RunPace;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.history.Tally;
import dev.kbsync.page.Census;
import dev.kbsync.site.RunKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How far a run is, on a terminal. */
class ProgressLineTest {

    private static final Instant BEGAN = Instant.parse("2026-11-22T12:00:00Z");

    private static String line(int listed, int failed, long expected, Duration after) {
        RunReport run =
                new RunReport(
                        "run",
                        "demo",
                        RunKind.FULL,
                        State.RUNNING,
                        BEGAN,
                        null,
                        null,
                        Duration.ZERO,
                        "",
                        new TreeMap<>(
                                Map.of("ENG", new Tally(listed, 5, listed - 5, 0, failed, 0, 0))),
                        0,
                        Usage.NONE,
                        Census.EMPTY);
        return ProgressLine.of(run, RunPace.of(run, expected, BEGAN.plus(after)));
    }

    @Test
    void aBarTheRateAndTheTimeLeft() {
        assertThat(line(200, 1, 800, Duration.ofMinutes(1)))
                .isEqualTo("demo full [##........] 200 of 800, 200/min, 3 min left, 1 failed");
    }

    @Test
    void moreThanWasExpectedIsTheWholeBar() {
        assertThat(line(900, 0, 800, Duration.ofMinutes(1)))
                .isEqualTo("demo full [##########] 900 of 900, 900/min");
    }

    @Test
    void noBarWhereNobodyKnowsHowMuchThereIs() {
        assertThat(line(200, 0, 0, Duration.ofMinutes(1)))
                .isEqualTo("demo full 200 pages looked at, 5 delivered, 200/min");
    }

    @Test
    void itFitsATerminal() {
        assertThat(line(100_000, 100, 999_999, Duration.ofMinutes(10)))
                .hasSizeLessThan(80)
                .contains("1 h 29 min left");
    }
}
