package dev.kbsync.queue;

import dev.kbsync.page.Sentence;
import dev.kbsync.queue.QueueConsumers.Member;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one sink filled from the topic: joins its group, and joins again when something breaks or
 * when the sink has moved.
 */
final class QueueReader implements Runnable, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(QueueReader.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** Consumers say nothing of brokers that have gone, nor of a topic that was made anew. */
    private static final Duration ASK = Duration.ofMinutes(1);

    private final String sink;
    private final QueueConsumers consumers;
    private final QueueStore store;
    private final QueueFailures failures;
    private final QueueDeliverer deliverer;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final QueueTrouble trouble;
    private volatile long behind;

    QueueReader(
            String sink,
            QueueConsumers consumers,
            QueueStore store,
            QueueFailures failures,
            QueueDeliverer deliverer,
            Clock clock) {
        this.sink = sink;
        this.consumers = consumers;
        this.store = store;
        this.failures = failures;
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
                try (Member member = consumers.join(sink)) {
                    read(member, threads);
                } catch (RuntimeException e) {
                    log.debug("The reader of sink {} begins anew", sink, e);
                    trouble.waits(sentence(e));
                    closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.stop();
        }
    }

    private static String sentence(RuntimeException failure) {
        if (failure instanceof IllegalStateException) {
            return String.valueOf(failure.getMessage());
        }
        String said = Sentence.of(failure);
        return ObjectHelper.getException(LinkageError.class, failure) != null
                ? "the topic holds records that are compressed by a library that kbsync does not have (%s); make it anew, with compression.type=producer"
                        .formatted(said)
                : said;
    }

    private void read(Member member, ProducerTemplate threads) throws InterruptedException {
        QueueReading reading =
                new QueueReading(member, store, failures, deliverer, threads, trouble, clock);
        reading.begin();
        Instant asked = clock.instant();
        boolean same = true;
        while (closed.getCount() > 0 && same && consumers.isInPlace(member)) {
            reading.turn();
            behind = reading.behind();
            if (!clock.instant().isBefore(asked.plus(ASK))) {
                same = consumers.isSameTopic(member);
                asked = clock.instant();
            }
        }
        reading.end();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
