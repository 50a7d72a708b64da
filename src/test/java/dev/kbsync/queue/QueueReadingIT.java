package dev.kbsync.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.kbsync.Instance;
import dev.kbsync.SettableClock;
import dev.kbsync.deliver.DeliveryJson;
import dev.kbsync.page.Census;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.TestPages;
import dev.kbsync.queue.QueueConsumers.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.ProducerTemplate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One membership in a group, with a consumer that does what the test says. */
class QueueReadingIT {

    private static final TopicPartition PARTITION = new TopicPartition("queue", 0);

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private final MockConsumer<String, String> consumer =
            new MockConsumer<>(OffsetResetStrategy.EARLIEST);
    private HttpServer server;
    private Instance kbsync;
    private ProducerTemplate threads;
    private QueueReading reading;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        kbsync =
                Instance.in(folder)
                        .set(
                                "kbsync.sinks.http.url",
                                "http://localhost:" + server.getAddress().getPort())
                        .start();
        QueueDeliverer deliverer = kbsync.bean(QueueDeliverer.class);
        threads = deliverer.threads();
        reading =
                new QueueReading(
                        new Member("http", "here", "queue", Uuid.ZERO_UUID, 50, consumer),
                        kbsync.bean(QueueStore.class),
                        kbsync.bean(QueueFailures.class),
                        deliverer,
                        threads,
                        new QueueTrouble("http", clock),
                        clock);
        reading.begin();
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
        consumer.rebalance(List.of(PARTITION));
        reading.onPartitionsAssigned(List.of(PARTITION));
    }

    @AfterEach
    void stop() {
        threads.stop();
        kbsync.close();
        server.stop(0);
    }

    private static String delivery() {
        PageRef page = TestPages.page("42");
        return DeliveryJson.write(
                new Delivery(
                        page.documentId(),
                        "mark",
                        page,
                        "demo",
                        "a.md",
                        List.of(),
                        List.of(),
                        new Document(page, Format.MARKDOWN, "x", "x", List.of(), Census.EMPTY),
                        "x",
                        ""));
    }

    /** Whoever gets the partition then might be faster than what is on its way. */
    @Test
    void whoeverLeavesWaitsForWhatIsOnItsWay() throws InterruptedException {
        Thread reader = Thread.currentThread();
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    while (reader.getState() != Thread.State.TIMED_WAITING) {
                        Thread.onSpinWait();
                    }
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        consumer.addRecord(
                new ConsumerRecord<>("queue", 0, 0, TestPages.page("42").documentId(), delivery()));
        reading.turn();

        reading.end();

        assertThat(consumer.committed(Set.of(PARTITION)))
                .containsEntry(PARTITION, new OffsetAndMetadata(1));
    }
}
