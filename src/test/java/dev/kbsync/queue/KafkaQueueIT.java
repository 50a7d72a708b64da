package dev.kbsync.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.ConsoleClient;
import dev.kbsync.Eventually;
import dev.kbsync.Instance;
import dev.kbsync.deliver.KafkaBroker;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One kbsync lists and writes a topic, another one without a site fills a folder from it. */
class KafkaQueueIT {

    private static final AtomicInteger TOPICS = new AtomicInteger();

    @TempDir private static Path data;
    private static KafkaBroker broker;

    @TempDir private Path folder;
    private final String topic = "queue-" + TOPICS.incrementAndGet();
    private Simulator atlassian;
    private SiteControl site;
    private Instance lister;

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.start(data);
    }

    @AfterAll
    static void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    @BeforeEach
    void start() {
        broker.topic(topic, 3);
        atlassian = Simulator.start(SimulatorOptions.bare());
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        lister =
                queue(Instance.in(folder.resolve("lister")))
                        .atlassian(atlassian)
                        .site(atlassian.sites().get(0))
                        .set("kbsync.deliver.to", "queue")
                        .start();
    }

    @AfterEach
    void stop() {
        lister.close();
        atlassian.close();
    }

    private Instance.Builder queue(Instance.Builder builder) {
        return builder.set("kbsync.sinks.queue.brokers", broker.address())
                .set("kbsync.sinks.queue.topic", topic);
    }

    private Instance.Builder consumer(String name) {
        return queue(Instance.in(folder.resolve(name)))
                .set("kbsync.queue.deliver-to", "file")
                .console(ConsoleClient.freePort());
    }

    @Test
    void aFolderFollowsTheSiteThroughEditsRenamesMovesAndRemovals() {
        site.addSpace("OPS", "Operations");
        String edited = site.addPage("ENG", "Edited", "<p>before</p>");
        String renamed = site.addPage("ENG", "Before", "<p>r</p>");
        String trashed = site.addPage("ENG", "Trashed", "<p>t</p>");
        lister.full();
        try (Instance consumer = consumer("consumer").start()) {
            Eventually.assertThat(() -> consumer.files().size() == 3);

            site.edit(edited, "<p>after</p>");
            site.rename(renamed, "After");
            site.trash(trashed);
            String added = site.addPage("OPS", "Added", "<p>a</p>");
            lister.full();

            Eventually.assertThat(
                    () ->
                            consumer.files().stream().noneMatch(f -> f.contains(trashed))
                                    && consumer.files().stream().anyMatch(f -> f.contains(added))
                                    && consumer.files().stream().anyMatch(f -> f.contains("After"))
                                    && consumer.file(edited).contains("after"));
            assertThat(consumer.files()).hasSize(3);
        }
    }
}
