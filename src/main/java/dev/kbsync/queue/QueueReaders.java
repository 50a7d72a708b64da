package dev.kbsync.queue;

import dev.kbsync.deliver.SinkParameters;
import dev.kbsync.deliver.SinkSettings;
import dev.kbsync.deliver.kafka.KafkaClients;
import dev.kbsync.page.SinkTargets;
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
    private final KafkaClients clients;
    private final SinkSettings settings;
    private final SinkParameters parameters;
    private final SinkTargets targets;
    private final QueueStore store;
    private final QueueDeliverer deliverer;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<QueueReader, Thread> readers = new LinkedHashMap<>();

    QueueReaders(
            QueueProperties properties,
            KafkaClients clients,
            SinkSettings settings,
            SinkParameters parameters,
            SinkTargets targets,
            QueueStore store,
            QueueDeliverer deliverer,
            Clock clock,
            MeterRegistry meters) {
        this.properties = properties;
        this.clients = clients;
        this.settings = settings;
        this.parameters = parameters;
        this.targets = targets;
        this.store = store;
        this.deliverer = deliverer;
        this.clock = clock;
        this.meters = meters;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        properties.deliverTo().stream().map(String::strip).distinct().forEach(this::start);
    }

    private void start(String sink) {
        QueueReader reader =
                new QueueReader(
                        sink,
                        properties.atOnce(),
                        clients,
                        settings,
                        parameters,
                        targets,
                        store,
                        deliverer,
                        clock);
        Gauge.builder("kbsync.queue.behind", reader, QueueReader::behind)
                .description("Records of the queue that the sink has not taken yet")
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
        for (Thread thread : readers.values()) {
            thread.join(LEAVE.toMillis());
        }
        readers.clear();
    }
}
