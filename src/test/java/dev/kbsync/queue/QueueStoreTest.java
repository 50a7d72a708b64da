package dev.kbsync.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.database.TestDatabase;
import dev.kbsync.queue.QueueStore.Held;
import dev.kbsync.queue.QueueStore.Lane;
import dev.kbsync.queue.QueueStore.Late;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueStoreTest {

    private static final Lane BEFORE = new Lane("file", "here", "topic", 2, "before");
    private static final Lane NOW = new Lane("file", "here", "topic", 2, "now");

    @TempDir private Path folder;

    private TestDatabase open(String kind) {
        return kind.equals("sqlite")
                ? TestDatabase.sqlite(folder)
                : TestDatabase.at(folder, TestDatabase.Postgres.url());
    }

    private static QueueStore store(TestDatabase database) {
        return new QueueStore(database.jdbc(), database.transaction());
    }

    private static boolean keep(QueueStore store, Lane lane, long revision, String path) {
        return store.keep(lane, "a", revision, 10 + revision, path, store.find(lane, "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void whatASinkHoldsIsKnownByItsPlace(String kind) {
        try (TestDatabase database = open(kind)) {
            QueueStore store = store(database);
            store.take(NOW);
            assertThat(store.find(NOW, "a")).isEqualTo(Held.NOTHING);

            assertThat(store.announce(NOW, "a", "one.md")).isTrue();
            assertThat(store.find(NOW, "a").paths()).containsExactly("one.md");
            keep(store, NOW, 7, "one.md");
            store.announce(NOW, "a", "two.md");
            assertThat(store.find(NOW, "a").paths()).containsExactly("one.md", "two.md");
            keep(store, NOW, 8, "two.md");
            assertThat(store.find(NOW, "a").paths()).containsExactly("two.md");
            assertThat(store.find(NOW, "a").revision()).isEqualTo(8);

            keep(store, NOW, 8, "");
            assertThat(store.find(NOW, "a").paths()).isEmpty();
            assertThat(store.find(new Lane("file", "elsewhere", "topic", 2, "now"), "a"))
                    .isEqualTo(Held.NOTHING);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void whoeverHasLostAPartitionWritesNothingDown(String kind) {
        try (TestDatabase database = open(kind)) {
            QueueStore store = store(database);
            store.take(BEFORE);
            assertThat(store.owns(BEFORE)).isTrue();
            store.take(NOW);

            assertThat(store.owns(BEFORE)).isFalse();
            assertThat(store.owns(NOW)).isTrue();
            assertThat(store.announce(BEFORE, "a", "one.md")).isFalse();
            assertThat(keep(store, BEFORE, 7, "one.md")).isFalse();
            assertThat(store.find(NOW, "a")).isEqualTo(Held.NOTHING);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void whatCameTooLateIsMendedByWhoeverHasThePartition(String kind) {
        try (TestDatabase database = open(kind)) {
            QueueStore store = store(database);
            store.take(NOW);
            keep(store, NOW, 8, "two.md");
            store.late(BEFORE, "a", 17, "one.md");

            assertThat(store.late("file", "here", "topic")).containsExactly(new Late("a", 2, 18));
            assertThat(store.late("file", "elsewhere", "topic")).isEmpty();
            assertThat(store.find(NOW, "a").paths()).containsExactly("two.md", "one.md");

            // Begun before it was known, this proves nothing of the order.
            store.keep(NOW, "a", 8, 18, "two.md", Held.NOTHING);
            assertThat(store.late("file", "here", "topic")).hasSize(1);
            assertThat(store.find(NOW, "a").paths()).contains("one.md");

            keep(store, NOW, 8, "two.md");
            assertThat(store.late("file", "here", "topic")).isEmpty();
            assertThat(store.find(NOW, "a").paths()).containsExactly("two.md");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void whatCameTooLateIsForgivenWhereNothingCanBeDone(String kind) {
        try (TestDatabase database = open(kind)) {
            QueueStore store = store(database);
            store.take(NOW);
            store.late(BEFORE, "a", 17, "one.md");
            assertThat(store.late("file", "here", "topic")).containsExactly(new Late("a", 2, 17));

            store.forgive(NOW, "a");

            assertThat(store.late("file", "here", "topic")).isEmpty();
        }
    }

    /** As where the topic was given more partitions, and two readers have a version each. */
    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void ofTwoPartitionsTheNewerVersionStays(String kind) {
        try (TestDatabase database = open(kind)) {
            QueueStore store = store(database);
            Lane added = new Lane("file", "here", "topic", 5, "added");
            store.take(NOW);
            store.take(added);
            keep(store, NOW, 6, "one.md");
            Held before = store.find(NOW, "a");

            assertThat(store.keep(added, "a", 8, 3, "two.md", before)).isTrue();
            assertThat(store.late("file", "here", "topic")).isEmpty();
            assertThat(store.keep(NOW, "a", 7, 17, "one.md", before)).isTrue();

            assertThat(store.find(added, "a"))
                    .isEqualTo(new Held(8, 3, List.of("two.md", "one.md"), true));
            assertThat(store.late("file", "here", "topic")).containsExactly(new Late("a", 5, 3));

            store.keep(added, "a", 8, 3, "two.md", store.find(added, "a"));
            assertThat(store.find(added, "a")).isEqualTo(new Held(8, 3, List.of("two.md"), false));
        }
    }

    /** Which of the two the sink was told last, nobody knows. */
    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void aNewerVersionIsHandedOverOnceMoreIfAnOlderOneCameMeanwhile(String kind) {
        try (TestDatabase database = open(kind)) {
            QueueStore store = store(database);
            Lane added = new Lane("file", "here", "topic", 5, "added");
            store.take(NOW);
            store.take(added);
            Held before = store.find(added, "a");
            store.announce(NOW, "a", "one.md");
            keep(store, NOW, 7, "one.md");

            store.keep(added, "a", 8, 3, "two.md", before);

            assertThat(store.late("file", "here", "topic")).containsExactly(new Late("a", 5, 3));
            assertThat(store.find(added, "a").paths()).containsExactly("one.md", "two.md");
        }
    }

    /** What is withdrawn wins, whatever its revision. */
    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void aRemovalFromAnotherPartitionCounts(String kind) {
        try (TestDatabase database = open(kind)) {
            QueueStore store = store(database);
            Lane added = new Lane("file", "here", "topic", 5, "added");
            store.take(NOW);
            store.take(added);
            keep(store, NOW, 7, "one.md");

            store.keep(added, "a", 6, 3, "", store.find(added, "a"));

            assertThat(store.find(added, "a")).isEqualTo(new Held(6, 3, List.of(), false));
        }
    }
}
