package dev.kbsync.queue;

import dev.kbsync.queue.QueueBacklog.Entry;
import dev.kbsync.queue.QueueConsumers.Member;
import dev.kbsync.queue.QueueDeliverer.Result;
import dev.kbsync.queue.QueueFailures.Again;
import dev.kbsync.queue.QueueStore.Lane;
import dev.kbsync.queue.QueueStore.Late;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the records of the topic to one sink, during one membership in the sink's group. It never
 * stops asking the broker for more, even while the sink takes its time, so that its partitions stay
 * its own; what the sink has not answered is not committed. Everything but the sink's answers
 * happens in the reader's thread.
 */
final class QueueReading implements ConsumerRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(QueueReading.class);

    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration BUSY = Duration.ofMillis(50);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration LEAVE = Duration.ofSeconds(4);

    private final Member member;
    private final Consumer<String, String> consumer;
    private final QueueStore store;
    private final QueueFailures failures;
    private final QueueDeliverer deliverer;
    private final ProducerTemplate threads;
    private final QueueTrouble trouble;
    private final Clock clock;
    private final QueueBacklog backlog = new QueueBacklog();
    private final Map<TopicPartition, Lane> lanes = new HashMap<>();
    private final BlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
    private final Replays replays;
    private Instant looked = Instant.MIN;
    private long behind;

    QueueReading(
            Member member,
            QueueStore store,
            QueueFailures failures,
            QueueDeliverer deliverer,
            ProducerTemplate threads,
            QueueTrouble trouble,
            Clock clock) {
        this.member = member;
        this.consumer = member.consumer();
        this.store = store;
        this.failures = failures;
        this.deliverer = deliverer;
        this.threads = threads;
        this.trouble = trouble;
        this.clock = clock;
        this.replays = new Replays(consumer);
    }

    /** See {@link QueueReader#behind}. */
    long behind() {
        return behind;
    }

    void begin() {
        failures.forgetElsewhere(member.sink(), member.target());
        consumer.subscribe(Set.of(member.topic()), this);
        log.info(
                "Queue to sink \"{}\": reads {} as {}",
                member.sink(),
                member.topic(),
                consumer.groupMetadata().groupId());
    }

    /** Reads, hands over, and commits what is done; waits a moment if there is nothing to do. */
    void turn() {
        if (backlog.size() >= member.atOnce()) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
        consumer.poll(backlog.anyUnderWay() ? BUSY : IDLE).forEach(this::add);
        settle();
        handOver();
        commit();
        look();
    }

    /**
     * Waits a moment for the sink's answers: whoever comes next might be faster than what is on its
     * way. What the sink has not answered by then is read again.
     */
    void end() throws InterruptedException {
        while (backlog.anyUnderWay()) {
            Runnable answer = answers.poll(LEAVE.toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null) {
                break;
            }
            answer.run();
        }
        commit();
    }

    private void add(ConsumerRecord<String, String> written) {
        QueuedRecord queued = new QueuedRecord(written);
        if (replays.wants(queued)) {
            backlog.add(queued);
        }
    }

    private void handOver() {
        for (Entry entry : backlog.begin(clock.instant())) {
            QueuedRecord queued = entry.current();
            Lane lane = lanes.get(queued.partition());
            if (lane != null) {
                var unused =
                        deliverer
                                .deliver(threads, lane, queued)
                                .thenAccept(
                                        result ->
                                                answers.add(
                                                        () -> settle(entry, lane, queued, result)));
            }
        }
    }

    private void settle() {
        for (Runnable answer = answers.poll(); answer != null; answer = answers.poll()) {
            answer.run();
        }
    }

    private void settle(Entry entry, Lane lane, QueuedRecord queued, Result result) {
        if (!result.later()) {
            backlog.done(entry, result.taken());
            if (result.taken()) {
                trouble.isOver();
            }
        } else if (backlog.failed(entry, clock.instant())) {
            trouble.waits(result.problem());
        } else {
            deliverer.giveUp(lane, queued, result.problem());
            trouble.givesUp(result.problem());
        }
    }

    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> done = backlog.done();
        if (!done.isEmpty()) {
            try {
                consumer.commitSync(done);
                backlog.kept(done);
            } catch (CommitFailedException | RetriableException e) {
                log.debug("{} is not committed", done, e); // Another one has it, or soon will.
            }
        }
    }

    /** Now and then: how much there is to do, and whether records are to be read again. */
    private void look() {
        Instant now = clock.instant();
        if (now.isBefore(looked.plus(LOOK))) {
            return;
        }
        looked = now;
        behind =
                backlog.size()
                        + consumer.assignment().stream()
                                .mapToLong(p -> consumer.currentLag(p).orElse(0))
                                .sum();
        store.late(member.sink(), member.target(), member.topicId().toString()).forEach(this::mend);
        failures.again(member.sink(), member.target(), member.topic()).forEach(this::repeat);
    }

    /** An older version may have been written after this one. */
    private void mend(Late late) {
        TopicPartition partition = new TopicPartition(member.topic(), late.partition());
        Lane lane = lanes.get(partition);
        if (lane == null || backlog.holds(late.documentId())) {
            return;
        }
        if (replays.isMissing(partition, late.offset())) {
            store.forgive(lane, late.documentId());
            log.warn(
                    "Sink \"{}\" may hold an older version of document {}, and its record is gone;"
                            + " redeliver writes it anew.",
                    member.sink(),
                    late.documentId());
        } else {
            replays.goBack(partition, late.offset());
        }
    }

    /** A person wants the sink to be asked again. */
    private void repeat(Again again) {
        TopicPartition partition = new TopicPartition(member.topic(), again.partition());
        if (lanes.containsKey(partition) && !backlog.holds(again.documentId())) {
            failures.begun(member.sink(), member.target(), again.documentId());
            replays.goBack(partition, again.offset());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Lane lane =
                    new Lane(
                            member.sink(),
                            member.target(),
                            member.topicId().toString(),
                            partition.partition(),
                            UUID.randomUUID().toString());
            store.take(lane);
            lanes.put(partition, lane);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        settle();
        commit();
        onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        backlog.forget(partitions);
        lanes.keySet().removeAll(partitions);
        replays.forget(partitions);
    }
}
