package dev.kbsync.queue;

import dev.kbsync.deliver.SinkParameters;
import dev.kbsync.deliver.SinkSettings;
import dev.kbsync.deliver.kafka.KafkaClients;
import dev.kbsync.page.Sentence;
import dev.kbsync.page.SinkTargets;
import dev.kbsync.queue.QueueBacklog.Entry;
import dev.kbsync.queue.QueueDeliverer.Result;
import dev.kbsync.queue.QueueStore.Lane;
import dev.kbsync.queue.QueueStore.Late;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the records of the topic to one sink. It never stops asking the broker for more, even while
 * the sink takes its time, so that its partitions stay its own; what the sink has not answered is
 * not committed.
 */
final class QueueReader implements Runnable, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(QueueReader.class);

    private static final String QUEUE = "queue";
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration BUSY = Duration.ofMillis(50);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final String sink;
    private final int atOnce;
    private final KafkaClients clients;
    private final SinkSettings settings;
    private final SinkParameters parameters;
    private final SinkTargets targets;
    private final QueueStore store;
    private final QueueDeliverer deliverer;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final QueueTrouble trouble;
    private volatile long behind;

    QueueReader(
            String sink,
            int atOnce,
            KafkaClients clients,
            SinkSettings settings,
            SinkParameters parameters,
            SinkTargets targets,
            QueueStore store,
            QueueDeliverer deliverer,
            Clock clock) {
        this.sink = sink;
        this.atOnce = atOnce;
        this.clients = clients;
        this.settings = settings;
        this.parameters = parameters;
        this.targets = targets;
        this.store = store;
        this.deliverer = deliverer;
        this.clock = clock;
        this.trouble = new QueueTrouble(sink, clock);
    }

    /** How many records of its partitions the sink has not taken yet, as far as that is known. */
    long behind() {
        return behind;
    }

    @Override
    public void run() {
        ProducerTemplate threads = deliverer.threads();
        try {
            while (closed.getCount() > 0) {
                try {
                    String target = target();
                    String topic = settings.text(QUEUE, "topic");
                    QueueConsumers.check(clients, topic);
                    try (Consumer<String, String> consumer =
                            QueueConsumers.open(clients, sink, target, atOnce)) {
                        new Reading(consumer, topic, target, threads).go();
                    }
                } catch (WakeupException e) {
                    log.debug("The reader of sink {} is woken up", sink);
                } catch (RuntimeException e) {
                    log.debug("The reader of sink {} begins anew", sink, e);
                    trouble.waits(
                            e instanceof IllegalStateException
                                    ? String.valueOf(e.getMessage())
                                    : Sentence.of(e));
                    closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.stop();
        }
    }

    private String target() {
        if (sink.equals(QUEUE) || parameters.sinks("git-sink").contains(sink)) {
            throw new IllegalStateException(
                    sink.equals(QUEUE)
                            ? "the queue cannot be filled from itself; take it out of"
                                    + " kbsync.queue.deliver-to"
                            : "a Git repository has a commit for each run, which a queue knows"
                                    + " nothing of; put the sink into kbsync.deliver.to instead");
        }
        String target = targets.of(sink);
        if (target.isEmpty()) {
            throw new IllegalStateException(
                    "it has no route that can be loaded, or no address; see routes check");
        }
        return target;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    /** One membership in the sink's group, as long as nothing breaks. */
    private final class Reading implements ConsumerRebalanceListener {

        private final Consumer<String, String> consumer;
        private final String topic;
        private final String target;
        private final ProducerTemplate threads;
        private final QueueBacklog backlog = new QueueBacklog();
        private final Map<TopicPartition, Lane> lanes = new HashMap<>();
        private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();
        private final Replays replays = new Replays();
        private Instant looked = Instant.MIN;

        Reading(
                Consumer<String, String> consumer,
                String topic,
                String target,
                ProducerTemplate threads) {
            this.consumer = consumer;
            this.topic = topic;
            this.target = target;
            this.threads = threads;
        }

        void go() {
            consumer.subscribe(Set.of(topic), this);
            log.info(
                    "Queue to sink \"{}\": reads {} as {}",
                    sink,
                    topic,
                    consumer.groupMetadata().groupId());
            while (closed.getCount() > 0 && targets.of(sink).equals(target)) {
                if (backlog.size() >= atOnce) {
                    consumer.pause(consumer.assignment());
                } else {
                    consumer.resume(consumer.paused());
                }
                consumer.poll(backlog.anyUnderWay() ? BUSY : IDLE).forEach(this::add);
                settle();
                begin();
                commit();
                look();
            }
            commit();
        }

        private void add(ConsumerRecord<String, String> written) {
            QueuedRecord queued = new QueuedRecord(written);
            if (replays.wants(queued)) {
                backlog.add(queued);
            }
        }

        private void begin() {
            for (Entry entry : backlog.begin(clock.instant())) {
                Lane lane = lanes.get(entry.current().partition());
                if (lane != null) {
                    var unused =
                            deliverer
                                    .deliver(threads, lane, entry.current())
                                    .thenAccept(result -> answers.add(() -> settle(entry, result)));
                }
            }
        }

        private void settle() {
            for (Runnable answer = answers.poll(); answer != null; answer = answers.poll()) {
                answer.run();
            }
        }

        private void settle(Entry entry, Result result) {
            if (!result.later()) {
                backlog.done(entry, result.taken());
                if (result.taken()) {
                    trouble.isOver();
                }
            } else if (backlog.failed(entry, clock.instant())) {
                trouble.waits(result.problem());
            } else {
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

        /** Now and then: how much there is to do, and whether something came too late. */
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
            for (Late late : store.late(sink, target)) {
                TopicPartition partition = new TopicPartition(topic, late.partition());
                Lane lane = lanes.get(partition);
                if (lane != null
                        && !backlog.holds(late.documentId())
                        && consumer.position(partition) > late.offset()
                        && !replays.begin(consumer, partition, late)) {
                    store.forgive(lane, late.documentId());
                    log.warn(
                            "Sink \"{}\" may hold an older version of document {}, and its record"
                                    + " is gone; redeliver writes it anew.",
                            sink,
                            late.documentId());
                }
            }
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                Lane lane =
                        new Lane(sink, target, partition.partition(), UUID.randomUUID().toString());
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
}
