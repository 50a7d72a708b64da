package dev.kbsync.run;

import static dev.kbsync.page.TestPages.page;
import static dev.kbsync.page.TestPages.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.confluence.Usage;
import dev.kbsync.database.TestDatabase;
import dev.kbsync.history.RunReport;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Listed;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.Person;
import dev.kbsync.page.ResultPage;
import dev.kbsync.page.TestPages;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was paused for longer than its lease writes nothing once another one began. */
class FencingTest {

    @Nested
    class OnSqlite extends OnADatabase {
        @Override
        TestDatabase open(Path folder) {
            return TestDatabase.sqlite(folder);
        }
    }

    @Nested
    class OnPostgres extends OnADatabase {
        @Override
        TestDatabase open(Path folder) {
            return TestDatabase.postgres(folder);
        }
    }

    abstract static class OnADatabase {

        private static final Leg WHOLE = Leg.whole("ENG", true);
        private static final List<String> TABLES =
                List.of(
                        "run",
                        "run_space",
                        "run_census",
                        "watermark",
                        "space_list",
                        "ledger_page",
                        "ledger_sink",
                        "ledger_link",
                        "person",
                        "withheld",
                        "failure",
                        "let_go",
                        "sink_target");

        @TempDir private Path folder;
        private TestDatabase database;
        private Ledgers here;
        private Ledgers there;

        abstract TestDatabase open(Path folder);

        @BeforeEach
        void open() {
            database = open(folder);
            here = Ledgers.fenced(database);
            there = Ledgers.fenced(database);
        }

        @AfterEach
        void close() {
            database.close();
        }

        private Run begun(Ledgers process) {
            Run run = process.run(RunKind.FULL, WHOLE);
            assertThat(process.lease.acquire(run)).isTrue();
            return run;
        }

        /** As if the lease had lapsed; the database's clock cannot be moved. */
        private Run takeOver() {
            database.jdbc().sql("update lease set until = 0").update();
            Run other = there.run(RunKind.FULL, WHOLE);
            assertThat(there.lease.acquire(other)).isTrue();
            return other;
        }

        @Test
        void whateverItWouldWriteIsRefused() {
            Run run = begun(here);
            here.targets.places.put("file", "somewhere");
            List<PageWork> works = here.decide(run, page("1"), page("2"));
            takeOver();
            Map<String, List<Map<String, Object>>> before = rows();
            ResultPage more = new ResultPage(WHOLE, List.of(new Listed(page("3"), "<p/>")), null);

            refused(() -> run.effects().open(run));
            refused(() -> run.effects().begin(run, run.getSite(), List.of(WHOLE)));
            refused(() -> run.effects().broken(run, WHOLE));
            refused(() -> run.effects().vanished(run, List.of("1")));
            refused(() -> run.effects().withhold(run, more, works));
            refused(() -> run.effects().withhold(run, "file", Set.of("1"), works));
            refused(() -> run.effects().announce(run, works, List.of()));
            refused(() -> run.effects().announce(run, List.of(), List.of(new Person("a", "Ann"))));
            refused(() -> run.effects().listed(run));
            refused(() -> run.effects().relink(run, List.of("1")));
            refused(() -> record(here, run, works));
            RunReport report = RunReporter.of(run, Usage.NONE, here.clock.instant());
            run.effects().close(run, report);

            assertThat(rows()).isEqualTo(before);
            assertThat(run.hasTurn()).as("it still goes by its clock").isTrue();
            here.clock.advance(Duration.ofMinutes(10));
            assertThat(run.hasTurn()).isFalse();
        }

        private static void record(Ledgers process, Run run, List<PageWork> works) {
            process.ledger.record(
                    run, works.stream().map(work -> Ledgers.outcome(work, Map.of())).toList());
        }

        private static void refused(ThrowingCallable write) {
            assertThatThrownBy(write).isInstanceOf(TakenOverException.class);
        }

        private Map<String, List<Map<String, Object>>> rows() {
            Map<String, List<Map<String, Object>>> all = new TreeMap<>();
            TABLES.forEach(
                    table ->
                            all.put(
                                    table,
                                    database.jdbc()
                                            .sql("select * from " + table)
                                            .query()
                                            .listOfRows()));
            return all;
        }

        @Test
        void whoeverHasTheSiteNowWrites() {
            Run run = begun(here);
            here.decide(run, page("1"));
            Run other = takeOver();

            record(there, other, there.decide(other, page("1"), page("2")));

            assertThat(there.store.count(TestPages.CLOUD)).isEqualTo(2);
        }

        @Test
        void whatItHadOnItsWayToSinksIsDeliveredAgain() {
            Run first = begun(there);
            record(there, first, there.decide(first, page("1"), page("2")));
            there.lease.release(first);
            Run run = begun(here);
            List<PageWork> works = here.decide(run, version(page("1"), 2), page("3"));
            Run other = takeOver();
            record(there, other, there.decide(other, version(page("1"), 3)));
            // What it had announced of page 3 was taken back meanwhile.
            there.store.removed(page("3"), List.of("file"));
            refused(() -> record(here, run, works));
            assertThat(doubted()).isEmpty();

            reopen(other);

            assertThat(doubted()).containsExactly("1", "3");
            assertThat(there.store.find(TestPages.CLOUD, List.of("1")).values())
                    .extracting(entry -> entry.ref().version())
                    .containsExactly(3);
            assertThat(there.store.unseen(TestPages.CLOUD, other.getId(), List.of()))
                    .as("a full run looks for it")
                    .contains("3");
            assertThat(
                            database.jdbc()
                                    .sql("select count(*) from late_delivery")
                                    .query(Long.class)
                                    .single())
                    .isZero();
        }

        /** As the next run is. */
        private void reopen(Run run) {
            database.jdbc().sql("delete from run where id = ?").param(run.getId()).update();
            there.effects.open(run);
        }

        private List<String> doubted() {
            return there.store.doubted(TestPages.CLOUD, List.of("file"), List.of());
        }
    }
}
