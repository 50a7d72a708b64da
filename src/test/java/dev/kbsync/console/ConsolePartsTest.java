package dev.kbsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.confluence.Usage;
import dev.kbsync.history.DailyOutcomes.Day;
import dev.kbsync.history.RunPace;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.history.Tally;
import dev.kbsync.page.Census;
import dev.kbsync.site.RunKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts that pages are made of: bars, pace, parts of lists, cells of tables. */
class ConsolePartsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void aDayIsABarWhosePartsStandOnEachOther() {
        DailyChart chart = DailyChart.of(List.of(day(0, 0, 0), day(40, 10, 0), day(100, 0, 1)));

        assertThat(chart.bars())
                .extracting(DailyChart.Bar::kind)
                .containsExactly("delivered", "removed", "delivered", "failed");
        assertThat(chart.bars()).allMatch(bar -> bar.y() >= 0 && bar.height() >= 2);
        DailyChart.Bar delivered = chart.bars().get(0);
        DailyChart.Bar removed = chart.bars().get(1);
        assertThat(delivered.y() + delivered.height()).isEqualTo(chart.height());
        assertThat(removed.y() + removed.height()).isEqualTo(delivered.y());
        assertThat(chart.text()).isEqualTo("In 3 days: 140 delivered, 10 removed, 1 failed.");
        assertThat(DailyChart.of(List.of(day(0, 0, 0))).empty()).isTrue();
    }

    private static Day day(int delivered, int removed, int failed) {
        return new Day(LocalDate.parse("2026-11-22"), delivered, removed, failed);
    }

    @Test
    void aRunInProgressHasARateAndATimeLeft() {
        assertThat(RunPace.of(running(100, Duration.ofMinutes(2), Duration.ofMinutes(1)), 400, NOW))
                .isEqualTo(new RunPace(100, 400, 100, Duration.ofMinutes(3)));
    }

    @Test
    void whereItIsNotKnownHowMuchThereIsNothingIsPromised() {
        RunPace pace = RunPace.of(running(100, Duration.ofMinutes(2), Duration.ZERO), 0, NOW);

        assertThat(pace.known()).isFalse();
        assertThat(pace.left()).isNull();
        assertThat(RunPace.of(running(2, Duration.ofSeconds(1), Duration.ZERO), 400, NOW).rate())
                .as("of a run that has just begun")
                .isZero();
        assertThat(RunPace.of(running(500, Duration.ofMinutes(1), Duration.ZERO), 400, NOW))
                .as("more pages than expected")
                .isEqualTo(new RunPace(500, 500, 500, null));
    }

    private static RunReport running(int listed, Duration since, Duration paused) {
        return new RunReport(
                "r",
                "demo",
                RunKind.FULL,
                State.RUNNING,
                NOW.minus(since),
                null,
                null,
                paused,
                "",
                new TreeMap<>(Map.of("ENG", Tally.listed(listed))),
                0,
                Usage.NONE,
                Census.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|' /C calc'!A0",
                "+1+1",
                "-2+3",
                "@SUM(1)",
                "\t=1",
                " =1",
                "\r=1",
                "\uff1dHYPERLINK(1)"
            })
    void noCellIsAFormula(String hostile) {
        assertThat(Csv.line(hostile, "plain")).startsWith("\"'").endsWith(",\"plain\"\r\n");
    }

    @Test
    void aCellKeepsItsTextAndItsLine() {
        assertThat(Csv.line("a \"b\", c", "two\r\nlines", 7))
                .isEqualTo("\"a \"\"b\"\", c\",\"two lines\",\"7\"\r\n");
    }

    @ParameterizedTest
    @CsvSource({"1,0,1,1", "2,0,1,1", "0,50,1,1", "2,51,2,2", "3,51,2,2"})
    void whoAsksForAPageThatIsNotThereGetsTheNearest(int asked, long rows, int last, int shown) {
        Paging paging = new Paging(asked, 50, rows);

        assertThat(paging.last()).isEqualTo(last);
        assertThat(paging.number()).isEqualTo(shown);
        assertThat(paging.from()).isEqualTo((shown - 1) * 50L);
    }

    @Test
    void timesAreToldInWords() {
        Ago ago = new Ago(java.time.Clock.fixed(NOW, java.time.ZoneOffset.UTC));

        assertThat(ago.of(NOW.plusMillis(2500))).isEqualTo("in a moment");
        assertThat(ago.of(NOW.plusSeconds(5))).isEqualTo("in 5 seconds");
        assertThat(ago.of(NOW)).isEqualTo("just now");
        assertThat(ago.of(NOW.minusMillis(2500))).isEqualTo("just now");
        assertThat(ago.of(NOW.plusSeconds(240))).isEqualTo("in 4 minutes");
        assertThat(ago.of(NOW.minusSeconds(60))).isEqualTo("1 minute ago");
        assertThat(ago.of(NOW.minusSeconds(49 * 3600))).isEqualTo("2 days ago");
        assertThat(ago.counted(4812, "document")).isEqualTo("4,812 documents");
    }
}
