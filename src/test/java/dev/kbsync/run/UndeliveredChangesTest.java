package dev.kbsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.database.TestDatabase;
import dev.kbsync.history.RunHistory;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunStore;
import dev.kbsync.ledger.LedgerEntry;
import dev.kbsync.page.Leg;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.TestPages;
import dev.kbsync.site.RunKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What counts as an edit that is on its way to the sinks. */
class UndeliveredChangesTest {

    private static final PageRef HELD = TestPages.version(TestPages.page("1"), 9);

    @TempDir private Path folder;
    private TestDatabase database;
    private Ledgers ledgers;
    private AskedHistory history;
    private UndeliveredChanges changes;

    @BeforeEach
    void open() {
        database = TestDatabase.sqlite(folder);
        ledgers = new Ledgers(database);
        history = new AskedHistory(database.jdbc(), ledgers.runs);
        changes = new UndeliveredChanges(history, new SimpleMeterRegistry(), ledgers.clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anEditThatFollowsTheDeletionOfOldVersionsIsOne() {
        PageRef edited = TestPages.renumbered(TestPages.version(HELD, 10), 2);

        begin(ledgers.run(RunKind.CHANGES), edited);

        assertThat(changes.oldest("acme")).contains(edited.modifiedAt());
    }

    @Test
    void aVersionThatOnlyHasAnotherNumberIsNone() {
        begin(ledgers.run(RunKind.CHANGES), TestPages.renumbered(HELD, 12));

        assertThat(changes.oldest("acme")).isEmpty();
    }

    @Test
    void theLastCompleteRunIsAskedForOnceARun() {
        Run run = ledgers.run(RunKind.CHANGES);

        begin(run, HELD);
        begin(run, HELD);
        assertThat(history.asked).isEqualTo(1);

        begin(ledgers.run(RunKind.CHANGES), HELD);
        assertThat(history.asked).isEqualTo(2);
    }

    private void begin(Run run, PageRef ref) {
        Run listing = ledgers.run(RunKind.FULL, Leg.whole("ENG", true));
        List<PageWork> works = ledgers.decide(listing, ref);
        changes.begin(run, works, Map.of("1", new LedgerEntry(HELD, Map.of())));
    }

    private static final class AskedHistory extends RunHistory {

        private int asked;

        AskedHistory(JdbcClient jdbc, RunStore store) {
            super(jdbc, store);
        }

        @Override
        public Optional<RunReport> lastComplete(String site) {
            asked++;
            return super.lastComplete(site);
        }
    }
}
