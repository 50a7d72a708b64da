package dev.kbsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.SettableClock;
import dev.kbsync.database.TestDatabase;
import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Ancestor;
import dev.kbsync.page.SinkTargets;
import dev.kbsync.page.TestPages;
import dev.kbsync.run.Ledgers;
import dev.kbsync.site.Site;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger of a sink that goes elsewhere and comes back. */
class SinkMovesTest {

    private static final DocumentPath TREE = new DocumentPath("{space}/{ancestors}/{title}-{id}");
    private static final Site SITE = Ledgers.site("file");

    @TempDir private Path folder;
    private String place = "a";

    @Test
    void aPageThatIsGoneMeanwhileIsKnownAsItWas() {
        try (TestDatabase database = TestDatabase.sqlite(folder)) {
            LedgerStore store = new LedgerStore(database.batches(), TREE, new SettableClock());
            SinkTargets targets =
                    new SinkTargets() {
                        @Override
                        public String of(String sink) {
                            return place;
                        }

                        @Override
                        public boolean lacks(String sink, String path) {
                            return false;
                        }

                        @Override
                        public boolean withholdsRestricted(String sink) {
                            return false;
                        }
                    };
            SinkMoves moves =
                    new SinkMoves(
                            database.jdbc(),
                            targets,
                            new ParkedDocuments(database.jdbc()),
                            database.transaction());
            PageRef page =
                    TestPages.below(
                            TestPages.page("42"),
                            new Ancestor("1", "Handbook"),
                            new Ancestor("2", "On call"));
            moves.settle(SITE);
            store.delivered(
                    List.of(new ConfirmedDocument(page, "x.md", List.of("file"), "f", List.of())),
                    "run");
            LedgerEntry before = only(store, page);

            place = "b";
            moves.settle(SITE);
            store.removed(page, List.of("file"));
            assertThat(store.find(page.cloudId(), List.of("42"))).isEmpty();
            place = "a";
            moves.settle(SITE);

            LedgerEntry after = only(store, page);
            assertThat(after.ref()).isEqualTo(before.ref());
            assertThat(after.ref().ancestors())
                    .extracting(Ancestor::title)
                    .containsExactly("Handbook", "On-call");
        }
    }

    private static LedgerEntry only(LedgerStore store, PageRef page) {
        return Objects.requireNonNull(
                store.find(page.cloudId(), List.of(page.contentId())).get(page.contentId()));
    }
}
