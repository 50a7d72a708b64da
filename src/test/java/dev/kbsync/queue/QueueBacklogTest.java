package dev.kbsync.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.queue.QueueBacklog.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueueBacklogTest {

    private static final Instant NOW = Instant.parse("2026-03-19T14:26:46Z");
    private static final TopicPartition FIRST = new TopicPartition("queue", 0);

    private final QueueBacklog backlog = new QueueBacklog();

    private static QueuedRecord queued(int partition, long offset, @Nullable String key) {
        return new QueuedRecord(new ConsumerRecord<>("queue", partition, offset, key, "value"));
    }

    private void read(long offset, @Nullable String key) {
        backlog.add(queued(0, offset, key));
    }

    private Map<Integer, Long> done() {
        return backlog.done().entrySet().stream()
                .collect(
                        Collectors.toMap(
                                entry -> entry.getKey().partition(),
                                entry -> entry.getValue().offset()));
    }

    private static List<Long> offsets(List<Entry> entries) {
        return entries.stream().map(entry -> entry.current().offset()).toList();
    }

    @Test
    void whatIsNotDoneIsNotCommittedNorWhatComesAfterIt() {
        read(5, "a");
        read(6, "b");
        backlog.add(queued(1, 3, "c"));
        List<Entry> begun = backlog.begin(NOW);

        backlog.done(begun.get(1), true);
        backlog.done(begun.get(2), true);
        assertThat(done()).containsOnly(Map.entry(0, 5L), Map.entry(1, 4L));

        backlog.done(begun.get(0), true);
        assertThat(done()).containsOnly(Map.entry(0, 7L), Map.entry(1, 4L));
        backlog.kept(backlog.done());
        assertThat(done()).isEmpty();
    }

    @Test
    void recordsOfOneDocumentGoOneAfterTheOtherAndThoseThatAreOutdatedNotAtAll() {
        read(1, "a");
        Entry first = backlog.begin(NOW).get(0);
        read(2, "a");
        read(3, "a");
        assertThat(backlog.begin(NOW)).isEmpty();

        backlog.done(first, true);

        assertThat(offsets(backlog.begin(NOW))).containsExactly(3L);
        assertThat(done()).containsOnly(Map.entry(0, 3L));
    }

    /**
     * As where the topic was given more partitions: which of two is newer is told by what is in
     * them.
     */
    @Test
    void recordsOfOneDocumentInTwoPartitionsAreAllHandedOver() {
        backlog.add(queued(1, 8, "a"));
        read(2, "a");
        read(3, "a");
        assertThat(done()).containsOnly(Map.entry(0, 3L), Map.entry(1, 8L));

        Entry first = backlog.begin(NOW).get(0);
        assertThat(first.current().written().partition()).isEqualTo(1);
        assertThat(backlog.begin(NOW)).isEmpty();
        backlog.failed(first, NOW);
        assertThat(offsets(backlog.begin(Instant.MAX))).containsExactly(8L);
        backlog.done(first, true);

        assertThat(offsets(backlog.begin(NOW))).containsExactly(3L);
        assertThat(done()).containsOnly(Map.entry(0, 3L), Map.entry(1, 9L));
        backlog.done(first, true);
        assertThat(done()).containsOnly(Map.entry(0, 4L), Map.entry(1, 9L));
        assertThat(backlog.size()).isZero();
    }

    @Test
    void aDocumentWhosePartitionIsLostGoesOnWithItsOtherOne() {
        read(2, "a");
        backlog.add(queued(1, 8, "a"));

        backlog.forget(List.of(FIRST));

        assertThat(offsets(backlog.begin(NOW))).containsExactly(8L);
        assertThat(done()).containsOnly(Map.entry(1, 8L));
    }

    @Test
    void whatFailedWaitsLongerEachTimeButNotForANewerRecord() {
        read(1, "a");
        Entry entry = backlog.begin(NOW).get(0);
        assertThat(backlog.failed(entry, NOW)).isTrue();
        assertThat(backlog.begin(NOW)).isEmpty();
        assertThat(backlog.begin(NOW.plusSeconds(1))).containsExactly(entry);
        backlog.failed(entry, NOW);
        assertThat(backlog.begin(NOW.plusSeconds(1))).isEmpty();

        read(2, "a");

        assertThat(offsets(backlog.begin(NOW))).containsExactly(2L);
    }

    @Test
    void nothingIsGivenUpWhileTheSinkTakesNothing() {
        read(1, "a");
        for (int i = 0; i < 100; i++) {
            Entry entry = backlog.begin(Instant.MAX).get(0);
            assertThat(backlog.failed(entry, NOW)).isTrue();
        }
        assertThat(backlog.size()).isEqualTo(1);
    }

    @Test
    void whatFailsAgainAndAgainWhileTheSinkTakesOthersIsGivenUp() {
        read(1, "a");
        Entry bad = backlog.begin(NOW).get(0);
        int tries = 1;
        takeAnother(tries);
        while (backlog.failed(bad, NOW)) {
            assertThat(backlog.begin(Instant.MAX)).containsExactly(bad);
            tries++;
            takeAnother(tries);
        }

        assertThat(tries).isEqualTo(QueueBacklog.MOST_TRIES);
        assertThat(backlog.size()).isZero();
        assertThat(done()).containsOnly(Map.entry(0, 2L + tries));
    }

    private void takeAnother(long number) {
        read(1 + number, "other");
        backlog.done(backlog.begin(NOW).get(0), true);
    }

    /** Otherwise whatever waited would be given up as soon as the sink takes one. */
    @Test
    void howOftenSomethingWasTriedInAnOutageDoesNotCount() {
        read(1, "a");
        for (int i = 0; i < 100; i++) {
            backlog.failed(backlog.begin(Instant.MAX).get(0), NOW);
        }
        takeAnother(1);

        assertThat(backlog.failed(backlog.begin(Instant.MAX).get(0), NOW)).isTrue();
    }

    @Test
    void aPartitionThatIsLostIsForgotten() {
        read(1, "a");
        Entry entry = backlog.begin(NOW).get(0);
        backlog.forget(List.of(FIRST));
        assertThat(backlog.done()).isEmpty();

        backlog.done(entry, true); // Its answer comes all the same.

        assertThat(backlog.done()).isEmpty();
        assertThat(backlog.size()).isZero();
    }

    @Test
    void recordsWithoutAKeyHaveNothingToDoWithEachOther() {
        read(1, null);
        read(2, null);

        assertThat(backlog.begin(NOW)).hasSize(2);
    }
}
