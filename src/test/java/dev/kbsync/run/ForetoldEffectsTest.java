package dev.kbsync.run;

import static dev.kbsync.page.TestPages.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.SettableClock;
import dev.kbsync.confluence.Usage;
import dev.kbsync.database.TestDatabase;
import dev.kbsync.ledger.ConfirmedDocument;
import dev.kbsync.ledger.LedgerEntry;
import dev.kbsync.ledger.LedgerStore;
import dev.kbsync.ledger.ParkedDocuments;
import dev.kbsync.ledger.PersonStore;
import dev.kbsync.ledger.SinkMoves;
import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.PageLinks;
import dev.kbsync.page.PageLinks.ById;
import dev.kbsync.page.PageLinks.Made;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/** What a dry run finds out without changing anything. */
class ForetoldEffectsTest {

    @TempDir private Path folder;
    private TestDatabase database;
    private Ledgers ledgers;
    private AskedStore store;
    private ForetoldEffects effects;
    private Run run;

    @BeforeEach
    void open() {
        database = TestDatabase.sqlite(folder);
        ledgers = new Ledgers(database);
        store = new AskedStore(database.batches(), ledgers.clock);
        effects =
                new ForetoldEffects(
                        new Plan(step -> {}),
                        store,
                        ledgers.links,
                        new PersonStore(database.jdbc(), ledgers.links),
                        new SinkMoves(
                                database.jdbc(),
                                ledgers.targets,
                                new ParkedDocuments(database.jdbc()),
                                database.transaction()),
                        ledgers.withheld,
                        (site, pages) -> Usage.NONE);
        ledgers.deliver(Ledgers.site("file", "http"), page("1"), page("2"), page("3"));
        linksTo("11", page("1"));
        linksTo("12", page("2"));
        run = ledgers.run(RunKind.FULL);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void linksToWhatLeavesItsLastSinkAreOutdated() {
        effects.announce(run, List.of(leave("1", "file"), leave("2", "file")), List.of());
        assertThat(effects.relink(run, List.of())).isEmpty();

        effects.announce(run, List.of(leave("1", "http"), leave("3", "http")), List.of());
        assertThat(effects.relink(run, List.of())).containsExactly("11");
    }

    @Test
    void theLedgerIsAskedOnceForAllThatLeaveASink() {
        effects.announce(
                run,
                List.of(leave("1", "file"), leave("2", "file"), leave("3", "file")),
                List.of());

        assertThat(store.asked).isEqualTo(1);
    }

    private void linksTo(String id, PageRef target) {
        String answer = PageLinks.place(target, DocumentPath.DEFAULT);
        Made link = new Made(new ById(target.contentId()), answer, false);
        ledgers.links.record(
                List.of(
                        new ConfirmedDocument(
                                page(id), "path", List.of("file"), "f", List.of(link))),
                List.of("file"));
    }

    private static PageWork leave(String id, String sink) {
        return new PageWork(page(id), Verdict.LEAVE, "", false, null, List.of(sink), "path");
    }

    private static final class AskedStore extends LedgerStore {

        private int asked;

        AskedStore(NamedParameterJdbcOperations jdbc, SettableClock clock) {
            super(jdbc, DocumentPath.DEFAULT, clock);
        }

        @Override
        public Map<String, LedgerEntry> find(String cloudId, Collection<String> contentIds) {
            asked++;
            return super.find(cloudId, contentIds);
        }
    }
}
