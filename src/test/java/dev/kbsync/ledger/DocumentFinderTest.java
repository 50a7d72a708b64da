package dev.kbsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.database.TestDatabase;
import dev.kbsync.ledger.DocumentFinder.Found;
import dev.kbsync.ledger.DocumentFinder.Wanted;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class DocumentFinderTest {

    @TempDir private Path folder;

    private TestDatabase database(String kind) {
        return kind.equals("sqlite") ? TestDatabase.sqlite(folder) : TestDatabase.postgres(folder);
    }

    private static void page(JdbcClient jdbc, String cloud, String id, String space, String title) {
        jdbc.sql(
                        """
                        insert into ledger_page (cloud_id, content_id, type, space, title, version,
                          modified_at, web_url, above, seen_in)
                        values (?, ?, 'PAGE', ?, ?, 3, 1000, 'https://x', '', 'run')\
                        """)
                .params(cloud, id, space, title)
                .update();
    }

    private static void sink(JdbcClient jdbc, String id, String sink, String fingerprint) {
        jdbc.sql(
                        """
                        insert into ledger_sink (cloud_id, content_id, sink, fingerprint,
                          delivered_at, paths)
                        values ('c1', ?, ?, ?, 2000, 'a/b.md')\
                        """)
                .params(id, sink, fingerprint)
                .update();
    }

    private static void failure(JdbcClient jdbc, String id, boolean dismissed) {
        jdbc.sql(
                        """
                        insert into failure (cloud_id, content_id, space, title, web_url, stage,
                          reason, attempts, fingerprint, dismissed, first_at, last_at, next_at)
                        values ('c1', ?, 'ENG', 'Failed', 'https://x', 'deliver',
                          'why', 2, 'f', ?, 1, 2, 3)\
                        """)
                .params(id, dismissed)
                .update();
    }

    private static void withheld(JdbcClient jdbc, String id, boolean kept) {
        jdbc.sql(
                        """
                        insert into withheld (cloud_id, content_id, sink, reason, since, kept)
                        values ('c1', ?, '', 'gone', 1, ?)\
                        """)
                .params(id, kept)
                .update();
    }

    private static Wanted all(String title, String space, @Nullable DocumentState state) {
        return new Wanted(List.of("c1"), title, space, "", state, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void eachDocumentIsInTheStateThatAPersonHasToKnowFirst(String kind) {
        try (TestDatabase database = database(kind)) {
            JdbcClient jdbc = database.jdbc();
            for (String id : List.of("1", "2", "3", "4", "5", "6")) {
                page(jdbc, "c1", id, "ENG", "Page " + id);
                sink(jdbc, id, "file", id.equals("5") ? "" : id.equals("6") ? "-" : "x");
            }
            sink(jdbc, "5", "http", "x");
            failure(jdbc, "2", false);
            failure(jdbc, "3", true);
            failure(jdbc, "7", false);
            failure(jdbc, "att8", true);
            withheld(jdbc, "2", true);
            withheld(jdbc, "4", false);
            DocumentFinder finder = new DocumentFinder(jdbc);

            assertThat(finder.find(all("", "", null), 0, 99))
                    .extracting(found -> found.contentId() + " " + found.state().word())
                    .containsExactlyInAnyOrder(
                            "1 delivered",
                            "2 failed",
                            "3 dismissed",
                            "4 withheld",
                            "5 waiting",
                            "6 filtered",
                            "7 failed",
                            "att8 dismissed");
            assertThat(finder.count(all("", "", null))).isEqualTo(8);
            assertThat(finder.find(all("", "", DocumentState.FAILED), 0, 99))
                    .extracting(Found::contentId)
                    .containsExactlyInAnyOrder("2", "7");
            assertThat(finder.count(all("", "", DocumentState.WITHHELD))).isEqualTo(1);
            assertThat(finder.find("c1", "att8"))
                    .hasValueSatisfying(found -> assertThat(found.isAttachment()).isTrue());
            assertThat(finder.find("c2", "1")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void titlesAreTextAndListsHavePages(String kind) {
        try (TestDatabase database = database(kind)) {
            JdbcClient jdbc = database.jdbc();
            page(jdbc, "c1", "1", "ENG", "100% Cover");
            page(jdbc, "c1", "2", "ENG", "100 covers");
            page(jdbc, "c1", "3", "HR", "a_b!c");
            page(jdbc, "c2", "4", "HR", "a_b!c");
            DocumentFinder finder = new DocumentFinder(jdbc);

            assertThat(ids(finder.find(all(" COVER ", "", null), 0, 9))).containsExactly("2", "1");
            assertThat(ids(finder.find(all("0%", "", null), 0, 9))).containsExactly("1");
            assertThat(ids(finder.find(all("_b!", "hr", null), 0, 9))).containsExactly("3");
            assertThat(ids(finder.find(all("' or 1=1 --", "", null), 0, 9))).isEmpty();
            assertThat(ids(finder.find(all("", "", null), 1, 1))).containsExactly("1");
            assertThat(ids(finder.find(wantedIds("c1-3", "c2-4", "c1-9"), 0, 9)))
                    .containsExactly("3");
            assertThat(finder.count(wantedIds())).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void aLabelIsFoundAsAWholeAndNotAsAPattern(String kind) {
        try (TestDatabase database = database(kind)) {
            JdbcClient jdbc = database.jdbc();
            label(jdbc, "1", "on-call", "pumps");
            label(jdbc, "2", "pump");
            label(jdbc, "3", "on_call");
            label(jdbc, "4");
            failure(jdbc, "5", false);
            DocumentFinder finder = new DocumentFinder(jdbc);

            assertThat(ids(finder.find(labelled(" Pump "), 0, 9))).containsExactly("2");
            assertThat(ids(finder.find(labelled("on_call"), 0, 9))).containsExactly("3");
            assertThat(ids(finder.find(labelled("p%"), 0, 9))).isEmpty();
            assertThat(finder.count(labelled("pumps"))).isEqualTo(1);
            assertThat(finder.find("c1", "1").orElseThrow().labels())
                    .containsExactly("on-call", "pumps");
            assertThat(finder.find("c1", "4").orElseThrow().labels()).isEmpty();
            assertThat(finder.find("c1", "5").orElseThrow().labels()).isEmpty();
        }
    }

    private static void label(JdbcClient jdbc, String id, String... labels) {
        page(jdbc, "c1", id, "ENG", "Page " + id);
        jdbc.sql("update ledger_page set labels = ? where content_id = ?")
                .params(PageRows.line(List.of(labels)), id)
                .update();
    }

    private static Wanted labelled(String label) {
        return new Wanted(List.of("c1"), "", "", label, null, null);
    }

    private static Wanted wantedIds(String... ids) {
        return new Wanted(List.of("c1"), "", "", "", null, List.of(ids));
    }

    private static List<String> ids(List<Found> found) {
        return found.stream().map(Found::contentId).toList();
    }

    @Test
    void anUnknownStateIsToldWithTheKnownOnes() {
        assertThat(DocumentState.of("kept")).isEqualTo(DocumentState.KEPT);
        assertThatThrownBy(() -> DocumentState.of("lost"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "There is no state \"lost\"; the states are: withheld, failed");
    }
}
