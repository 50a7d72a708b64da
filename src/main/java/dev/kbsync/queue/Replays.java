package dev.kbsync.queue;

import dev.kbsync.queue.QueueStore.Late;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Records that a reader goes back for, since somebody may have written an older one after them. */
final class Replays {

    private final Set<Late> begun = new HashSet<>();

    /** By partition, up to where only these are read once more. */
    private final Map<TopicPartition, Replay> replays = new HashMap<>();

    private record Replay(long end, Set<Long> offsets) {}

    /**
     * Goes back for a record.
     *
     * @return false if that was done before, and it is not there any more
     */
    boolean begin(Consumer<?, ?> consumer, TopicPartition partition, Late late) {
        if (!begun.add(late)) {
            begun.remove(late);
            return false;
        }
        long end = consumer.position(partition);
        Replay before = replays.get(partition);
        Set<Long> offsets = new HashSet<>(before == null ? Set.of() : before.offsets());
        offsets.add(late.offset());
        replays.put(
                partition, new Replay(before == null ? end : Math.max(end, before.end()), offsets));
        consumer.seek(partition, late.offset());
        return true;
    }

    /** Whether a record is to be handed over; those between were handed over before. */
    boolean wants(QueuedRecord read) {
        Replay replay = replays.get(read.partition());
        return replay == null
                || read.offset() >= replay.end()
                || replay.offsets().contains(read.offset());
    }

    void forget(Collection<TopicPartition> partitions) {
        replays.keySet().removeAll(partitions);
    }
}
