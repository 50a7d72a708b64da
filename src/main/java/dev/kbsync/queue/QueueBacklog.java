package dev.kbsync.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The records that were read and are not done yet: one at a time for each document, the newest of
 * those that wait. Only the reader's own thread uses it.
 */
final class QueueBacklog {

    /** A record that fails as often, each time while the sink takes others, is itself at fault. */
    static final int MOST_TRIES = 6;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** By partition, the offset after the last record that was read. */
    private final Map<TopicPartition, Long> read = new HashMap<>();

    private final Map<TopicPartition, Long> committed = new HashMap<>();

    /**
     * A record on its way, or waiting for it, and those that came meanwhile: the newest of each
     * partition. There is one partition, unless the topic was given more later.
     */
    static final class Entry {

        private QueuedRecord current;
        private final Map<TopicPartition, QueuedRecord> next = new LinkedHashMap<>();
        private boolean underWay;
        private int tries;

        /** Whether the sink took another record since this one was tried last. */
        private boolean othersTaken;

        /** How many tries failed of which that is true. */
        private int inVain;

        private Instant due = Instant.MIN;

        private Entry(QueuedRecord current) {
            this.current = current;
        }

        QueuedRecord current() {
            return current;
        }

        private boolean isOutdated() {
            return next.containsKey(current.partition());
        }

        /** The newer one of the same partition, if there is any. */
        private void goOn() {
            QueuedRecord first = next.values().iterator().next();
            goOn(next.getOrDefault(current.partition(), first));
        }

        private void goOn(QueuedRecord other) {
            current = other;
            next.remove(other.partition());
            tries = 0;
            inVain = 0;
            othersTaken = false;
            due = Instant.MIN;
        }
    }

    /**
     * A newer record of a document takes the place of one that has not begun. Which one is newer,
     * nobody can tell of two in different partitions.
     */
    void add(QueuedRecord queued) {
        read.merge(queued.partition(), queued.offset() + 1, Math::max);
        Entry entry = entries.computeIfAbsent(queued.key(), key -> new Entry(queued));
        if (entry.underWay || !entry.current.partition().equals(queued.partition())) {
            entry.next.put(queued.partition(), queued);
        } else {
            entry.goOn(queued);
        }
    }

    int size() {
        return entries.size();
    }

    /** What is to be handed over now; it is under way from here on. */
    List<Entry> begin(Instant now) {
        List<Entry> begun = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (!entry.underWay && !entry.due.isAfter(now)) {
                entry.underWay = true;
                begun.add(entry);
            }
        }
        return begun;
    }

    boolean anyUnderWay() {
        return entries.values().stream().anyMatch(entry -> entry.underWay);
    }

    /** The record is done with, for good or ill. */
    void done(Entry entry, boolean taken) {
        entry.underWay = false;
        if (taken) {
            entries.values().forEach(other -> other.othersTaken = true);
        }
        end(entry);
    }

    private void end(Entry entry) {
        if (entry.next.isEmpty()) {
            entries.remove(entry.current.key(), entry);
        } else {
            entry.goOn();
        }
    }

    /**
     * The record is to be tried again, unless a newer one has come.
     *
     * @return false if it has failed often enough while the sink took others; it is done then
     */
    boolean failed(Entry entry, Instant now) {
        entry.underWay = false;
        entry.tries++;
        if (entry.isOutdated()) {
            entry.goOn();
            return true;
        }
        // An outage says nothing of a record, however long it was.
        if (entry.othersTaken) {
            entry.inVain++;
            entry.othersTaken = false;
        }
        if (entry.inVain >= MOST_TRIES) {
            end(entry);
            return false;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(entry.tries - 1, 5));
        entry.due = now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        return true;
    }

    /** Whoever has those partitions now reads what was not committed. */
    void forget(Collection<TopicPartition> partitions) {
        for (Entry entry : List.copyOf(entries.values())) {
            entry.next.keySet().removeAll(partitions);
            if (partitions.contains(entry.current.partition())) {
                entries.remove(entry.current.key());
                List.copyOf(entry.next.values()).forEach(this::add);
                entry.next.clear();
            }
        }
        read.keySet().removeAll(partitions);
        committed.keySet().removeAll(partitions);
    }

    /** Whether a record of the document is on its way or waits for it. */
    boolean holds(String key) {
        return entries.containsKey(key);
    }

    /** How far everything is done, for the partitions where that has changed; see {@link #kept}. */
    Map<TopicPartition, OffsetAndMetadata> done() {
        Map<TopicPartition, Long> done = new HashMap<>(read);
        for (Entry entry : entries.values()) {
            done.merge(entry.current.partition(), entry.current.offset(), Math::min);
            entry.next.forEach(
                    (partition, queued) -> done.merge(partition, queued.offset(), Math::min));
        }
        Map<TopicPartition, OffsetAndMetadata> changed = new HashMap<>();
        done.forEach(
                (partition, offset) -> {
                    if (offset > committed.getOrDefault(partition, -1L)) {
                        changed.put(partition, new OffsetAndMetadata(offset));
                    }
                });
        return changed;
    }

    /** That was committed. */
    void kept(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    }
}
