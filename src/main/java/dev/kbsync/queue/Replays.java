package dev.kbsync.queue;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that a reader goes back for: somebody may have written an older one after them, or a
 * person wants them handed over again.
 */
final class Replays {

    private final Consumer<?, ?> consumer;
    private final Map<TopicPartition, Replay> replays = new HashMap<>();

    /**
     * What is read once more in a partition.
     *
     * @param wanted offsets of the records; those that were there are taken out
     * @param end from here on, everything is read for the first time
     */
    private record Replay(Set<Long> wanted, long end) {}

    Replays(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    /** Goes back for a record, unless it has yet to be read anyway. */
    void goBack(TopicPartition partition, long offset) {
        long position = consumer.position(partition);
        Replay before = replays.get(partition);
        if (before != null && before.wanted().contains(offset) && position < before.end()) {
            return; // It is on its way there.
        }
        Set<Long> wanted = new HashSet<>(before == null ? Set.of() : before.wanted());
        long end = before == null ? position : Math.max(position, before.end());
        if (offset < end) {
            wanted.add(offset);
            replays.put(partition, new Replay(wanted, end));
        }
        if (offset < position) {
            consumer.seek(partition, offset);
        }
    }

    /** Whether the reader went back for a record, and it was not there any more. */
    boolean isMissing(TopicPartition partition, long offset) {
        Replay replay = replays.get(partition);
        return replay != null
                && replay.wanted().contains(offset)
                && consumer.position(partition) >= replay.end();
    }

    /** Whether a record is to be handed over; others were handed over before. */
    boolean wants(QueuedRecord read) {
        Replay replay = replays.get(read.partition());
        return replay == null
                || read.offset() >= replay.end()
                || replay.wanted().remove(read.offset());
    }

    void forget(Collection<TopicPartition> partitions) {
        replays.keySet().removeAll(partitions);
    }
}
