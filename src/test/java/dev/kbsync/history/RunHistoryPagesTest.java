package dev.kbsync.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.SettableClock;
import dev.kbsync.confluence.Usage;
import dev.kbsync.database.TestDatabase;
import dev.kbsync.history.DailyOutcomes.Day;
import dev.kbsync.history.RunList.Filter;
import dev.kbsync.history.RunPages.RunPage;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.page.Census;
import dev.kbsync.page.Outcome;
import dev.kbsync.page.Outcome.Kind;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.page.TestPages;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages of the console ask about the runs of the past. */
class RunHistoryPagesTest {

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private TestDatabase database;
    private RunStore runs;
    private RunPages pages;

    @BeforeEach
    void open() {
        open(TestDatabase.sqlite(folder));
    }

    private void open(TestDatabase opened) {
        database = opened;
        runs = new RunStore(database.batches());
        pages = new RunPages(database.batches());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aRunTellsWhatBecameOfWhichPageAndWhy() {
        run("a", "demo", RunKind.FULL);
        runs.progress(
                "a",
                List.of(
                        outcome("1", Kind.DELIVERED, ""),
                        outcome("2", Kind.UNCHANGED, ""),
                        outcome("3", Kind.FAILED, "a sink is down")));
        runs.progress("a", List.of(outcome("4", Kind.REMOVED, "it was deleted")));

        assertThat(pages.counts("a"))
                .isEqualTo(Map.of(Kind.DELIVERED, 1, Kind.FAILED, 1, Kind.REMOVED, 1));
        assertThat(pages.of("a", null, 0, 10))
                .extracting(RunPage::contentId)
                .containsExactly("3", "4", "1");
        assertThat(pages.of("a", Kind.REMOVED, 0, 10))
                .singleElement()
                .returns("it was deleted", RunPage::reason)
                .returns("Page 4", RunPage::title);
        assertThat(pages.of("a", null, 1, 1)).extracting(RunPage::contentId).containsExactly("4");
    }

    @Test
    void ofEachOutcomeTheFirstPagesAreKeptAndNoMore() {
        run("a", "demo", RunKind.FULL);
        for (int part = 0; part < 3; part++) {
            int first = part * 150;
            runs.progress(
                    "a",
                    IntStream.range(first, first + 150)
                            .mapToObj(id -> outcome("" + id, Kind.SKIPPED, "it is restricted"))
                            .toList());
        }
        runs.progress("a", List.of(outcome("gone", Kind.REMOVED, "")));

        assertThat(pages.counts("a"))
                .isEqualTo(Map.of(Kind.SKIPPED, RunPages.MOST_SKIPPED, Kind.REMOVED, 1));
    }

    @Test
    void theOldestRunsOfASiteLoseTheirPagesFirst() {
        int each = 1000;
        int enough = RunPages.MOST_OF_A_SITE / each;
        for (int number = 0; number <= enough; number++) {
            run("r" + number, "demo", RunKind.CHANGES);
            pages(database, "r" + number, each);
            clock.advance(Duration.ofMinutes(5));
        }
        run("other", "second", RunKind.CHANGES);
        pages(database, "other", 1);

        pages.trim("demo");

        assertThat(pages.counts("r0")).isEmpty();
        assertThat(pages.counts("r1")).isEqualTo(Map.of(Kind.DELIVERED, each));
        assertThat(pages.counts("r" + enough)).isEqualTo(Map.of(Kind.DELIVERED, each));
        assertThat(pages.counts("other")).isEqualTo(Map.of(Kind.DELIVERED, 1));
    }

    private static void pages(TestDatabase database, String run, int number) {
        database.jdbc()
                .sql(
                        """
                        with recursive n(i) as (select 1 union all select i + 1 from n where i < :number)
                        insert into run_page select :run, i, 'DELIVERED', '1', 'ENG', 't', 'u', '', '' from n\
                        """)
                .param("run", run)
                .param("number", number)
                .update();
    }

    @Test
    void runsAreFoundBySiteKindAndStateTheNewestFirst() {
        for (int number = 0; number < 5; number++) {
            run("full-" + number, "demo", RunKind.FULL);
            clock.advance(Duration.ofMinutes(1));
        }
        run("changes", "demo", RunKind.CHANGES);
        run("second", "second", RunKind.FULL);
        runs.close(complete("full-1"), Set.of());
        RunList list = new RunList(database.jdbc(), runs);

        assertThat(list.count(new Filter("", null, null))).isEqualTo(7);
        assertThat(ids(list, new Filter("demo", RunKind.FULL, null), 1))
                .containsExactly("full-3", "full-2");
        assertThat(ids(list, new Filter("", null, State.COMPLETE), 0)).containsExactly("full-1");
        assertThat(list.count(new Filter("second", RunKind.CHANGES, null))).isZero();
    }

    private static List<String> ids(RunList list, Filter filter, int from) {
        return list.of(filter, from, 2).stream().map(RunReport::id).toList();
    }

    @Test
    void eachDaySaysWhatItsRunsCameTo() {
        daysAreCounted();
    }

    @Test
    void postgresCountsDaysTheSameWay() {
        database.close();
        open(TestDatabase.postgres(folder));
        daysAreCounted();
    }

    private void daysAreCounted() {
        run("old", "demo", RunKind.FULL);
        runs.progress("old", List.of(outcome("1", Kind.DELIVERED, "")));
        clock.advance(Duration.ofDays(2));
        for (String id : List.of("a", "b")) {
            run(id, "demo", RunKind.CHANGES);
            runs.progress(
                    id,
                    List.of(
                            outcome("1", Kind.DELIVERED, ""),
                            outcome("2", Kind.FAILED, "a sink is down")));
        }
        run("c", "second", RunKind.FULL);
        runs.progress("c", List.of(outcome("3", Kind.REMOVED, "it was deleted")));

        assertThat(new DailyOutcomes(database.jdbc(), clock).last(2))
                .containsExactly(
                        new Day(LocalDate.parse("2026-11-23"), 0, 0, 0),
                        new Day(LocalDate.parse("2026-11-24"), 2, 1, 1));
    }

    private void run(String id, String site, RunKind kind) {
        runs.open(id, site, kind, clock.instant());
    }

    private RunReport complete(String id) {
        Instant now = clock.instant();
        return new RunReport(
                id,
                "demo",
                RunKind.FULL,
                State.COMPLETE,
                now,
                now,
                null,
                Duration.ZERO,
                "",
                new TreeMap<>(),
                0,
                Usage.NONE,
                Census.EMPTY);
    }

    private static Outcome outcome(String id, Kind kind, String reason) {
        Verdict verdict = kind == Kind.REMOVED ? Verdict.REMOVE : Verdict.UPSERT;
        PageWork work =
                new PageWork(
                        TestPages.page(id),
                        verdict,
                        "",
                        kind != Kind.REMOVED,
                        null,
                        List.of("file"),
                        "p");
        return new Outcome(work, kind, "", reason, Map.of(), Census.EMPTY);
    }
}
