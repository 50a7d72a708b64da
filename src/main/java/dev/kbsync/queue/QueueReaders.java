package dev.kbsync.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Reads the topic for each sink of {@code kbsync.queue.deliver-to}, as long as the server runs. */
@Component
@ConditionalOnWebApplication
class QueueReaders {

    /** How long a shutdown waits until a group knows that its member is gone. */
    private static final Duration LEAVE = Duration.ofSeconds(5);

    private final QueueProperties properties;
    private final QueueConsumers consumers;
    private final QueueStore store;
    private final QueueFailures failures;
    private final QueueDeliverer deliverer;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<QueueReader, Thread> readers = new LinkedHashMap<>();

    QueueReaders(
            QueueProperties properties,
            QueueConsumers consumers,
            QueueStore store,
            QueueFailures failures,
            QueueDeliverer deliverer,
            Clock clock,
            MeterRegistry meters) {
        this.properties = properties;
        this.consumers = consumers;
        this.store = store;
        this.failures = failures;
        this.deliverer = deliverer;
        this.clock = clock;
        this.meters = meters;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        properties.deliverTo().stream().map(String::strip).distinct().forEach(this::start);
    }

    private void start(String sink) {
        QueueReader reader = new QueueReader(sink, consumers, store, failures, deliverer, clock);
        Gauge.builder("kbsync.queue.behind", reader, QueueReader::behind)
                .description("Records of the queue that the sink has not taken yet")
                .tag("sink", sink)
                .register(meters);
        Gauge.builder("kbsync.queue.failures", failures, all -> all.count(sink))
                .description("Documents that the sink did not take from the queue")
                .tag("sink", sink)
                .register(meters);
        Thread thread = new Thread(reader, "queue-" + sink);
        thread.setDaemon(true);
        readers.put(reader, thread);
        thread.start();
    }

    /** Before anything else ends that readers need. */
    @EventListener(ContextClosedEvent.class)
    void stop() throws InterruptedException {
        readers.keySet().forEach(QueueReader::close);
        // All of them together: a stop takes less than 30 seconds, however many sinks there are.
        long end = System.nanoTime() + LEAVE.toNanos();
        for (Thread thread : readers.values()) {
            thread.join(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
        }
        readers.clear();
    }
}
