package dev.kbsync.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.ConsoleClient;
import dev.kbsync.Eventually;
import dev.kbsync.Instance;
import dev.kbsync.KnowledgeBase;
import dev.kbsync.SettableClock;
import dev.kbsync.console.Log;
import dev.kbsync.deliver.KafkaBroker;
import dev.kbsync.page.SinkTargets;
import dev.kbsync.queue.QueueStore.Lane;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

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
            Eventually.assertThat(() -> committed("file") == 3);

            site.edit(edited, "<p>after</p>");
            site.rename(renamed, "After");
            site.trash(trashed);
            String added = site.addPage("OPS", "Added", "<p>a</p>");
            lister.full();

            Eventually.assertThat(() -> committed("file") == 7);
            assertThat(consumer.file(edited)).contains("after");
            assertThat(consumer.file(added)).contains("OPS");
            assertThat(consumer.files())
                    .hasSize(3)
                    .anyMatch(file -> file.contains("After"))
                    .noneMatch(file -> file.contains(trashed));
        }
    }

    private void write(String key, @Nullable String value) {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.address()),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The dead letters of a sink. */
    private List<Path> letters(Instance consumer, String sink) {
        Path letters = consumer.folder().resolve("dead-letters").resolve(sink);
        if (!Files.isDirectory(letters)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(letters)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatCannotBeReadIsADeadLetterAndTheRestIsDelivered() throws IOException {
        write("mine", "not a delivery");
        write("gone", null);
        site.addPage("ENG", "Guide", "<p>g</p>");
        lister.full();
        try (Instance consumer = consumer("consumer").start()) {
            Eventually.assertThat(() -> committed("file") == 3);
            assertThat(consumer.files()).hasSize(1);
            assertThat(letters(consumer, "file")).hasSize(2);

            assertThat(
                            letters(consumer, "file").stream()
                                    .map(KafkaQueueIT::text)
                                    .filter(text -> text.contains("not a delivery")))
                    .singleElement()
                    .asString()
                    .contains("\"key\":\"mine\"", "cannot be handed over");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many records the sink's groups are past. */
    private long committed(String sink) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            long sum = 0;
            for (ConsumerGroupListing group : admin.listConsumerGroups().all().get()) {
                if (group.groupId().startsWith("kbsync-" + sink + "-")) {
                    sum +=
                            admin
                                    .listConsumerGroupOffsets(group.groupId())
                                    .partitionsToOffsetAndMetadata()
                                    .get()
                                    .entrySet()
                                    .stream()
                                    .filter(entry -> entry.getKey().topic().equals(topic))
                                    .mapToLong(entry -> entry.getValue().offset())
                                    .sum();
                }
            }
            return sum;
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A second folder, in an instance that has not started yet. */
    private Path archive(String name) throws IOException {
        Path archive = folder.resolve(name).resolve("archive");
        Path routes = Files.createDirectories(folder.resolve(name).resolve("routes"));
        Files.writeString(
                routes.resolve("4-deliver-to-archive.camel.yaml"),
                """
                - route:
                    id: deliver-to-archive
                    from:
                      uri: direct:deliver-to-archive
                      steps:
                        - to:
                            uri: kamelet:file-sink
                            parameters: { name: archive, folder: "%s" }
                """
                        .formatted(archive));
        return archive;
    }

    private static long files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aSinkThatIsDownLosesNothingAndHoldsUpNobody() throws IOException {
        for (int i = 0; i < 20; i++) {
            site.addPage("ENG", "Page " + i, "<p>p</p>");
        }
        lister.full();
        Path archive = archive("consumer");
        Path kb = folder.resolve("consumer").resolve("kb");
        Files.writeString(kb, "in the place of a folder");
        try (Instance consumer =
                consumer("consumer")
                        .set("kbsync.queue.deliver-to", "file, archive")
                        .set("kbsync.queue.at-once", 7)
                        .set("kbsync.failures.sink-pause", "100ms")
                        .start()) {
            Eventually.assertThat(() -> committed("archive") == 20);
            assertThat(files(archive)).isEqualTo(20);
            assertThat(committed("file")).isZero();

            Files.delete(kb);

            Eventually.assertThat(() -> committed("file") == 20);
            assertThat(files(kb)).isEqualTo(20);
            assertThat(letters(consumer, "file")).isEmpty();
        }
    }

    @Test
    void aFolderThatHasMovedIsFilledFromTheTopic() {
        site.addPage("ENG", "Guide", "<p>g</p>");
        lister.full();
        try (Instance consumer = consumer("consumer").start()) {
            Eventually.assertThat(() -> committed("file") == 1);
            assertThat(letters(consumer, "file")).isEmpty();
        }
        Path moved = folder.resolve("moved");
        try (Instance consumer =
                consumer("consumer").set("kbsync.deliver.file.folder", moved).start()) {
            Eventually.assertThat(() -> committed("file") == 2);
            assertThat(files(moved)).isEqualTo(1);
            assertThat(letters(consumer, "file")).isEmpty();
        }
    }

    @Test
    void aDocumentThatWasRemovedComesBackWithItsPage() {
        String page = site.addPage("ENG", "Guide", "<p>g</p>");
        lister.full();
        try (Instance consumer = consumer("consumer").start()) {
            site.restrictVisibly(page);
            lister.full();
            Eventually.assertThat(() -> committed("file") == 2);
            assertThat(consumer.files()).isEmpty();

            site.unrestrict(page);
            lister.full();
            Eventually.assertThat(() -> committed("file") == 3);
            assertThat(consumer.files()).hasSize(1);
        }
    }

    @Test
    void whatASinkRefusesIsListedAndDeliveredAgainWhenAPersonWantsIt() {
        try (KnowledgeBase kb = new KnowledgeBase()) {
            List<String> pages =
                    IntStream.range(0, 6)
                            .mapToObj(i -> site.addPage("ENG", "Page " + i, "<p>p</p>"))
                            .toList();
            List<String> bad = pages.subList(1, 4);
            bad.forEach(kb::refuse);
            lister.full();
            int port = ConsoleClient.freePort();
            try (Instance consumer =
                    consumer("consumer")
                            .set("kbsync.queue.deliver-to", "http")
                            .set("kbsync.deliver.http.url", kb.url())
                            .console(port)
                            .start()) {
                Eventually.assertThat(() -> committed("http") == 6);
                ConsoleClient console = new ConsoleClient(port).login();
                assertThat(console.get("/").page().select("#queue-failures .name").eachText())
                        .containsExactlyInAnyOrder("Page 1", "Page 2", "Page 3");
                assertThat(console.get("/").text()).contains("Sink \"http\" answered 400");

                assertThat(
                                consumer.bean(MeterRegistry.class)
                                        .get("kbsync.queue.failures")
                                        .tag("sink", "http")
                                        .gauge()
                                        .value())
                        .isEqualTo(3);

                kb.accept(bad.get(0));
                kb.accept(bad.get(1));
                kb.takePut();
                console.submit(
                        console.get("/"), "#queue-failures .row > form[action$=/retry]", Map.of());

                QueueFailures failures = consumer.bean(QueueFailures.class);
                Eventually.assertThat(
                        () ->
                                failures.of("").stream()
                                        .map(failure -> failure.title() + failure.attempts())
                                        .toList()
                                        .equals(List.of("Page 32")));
                assertThat(kb.takePut()).containsExactlyInAnyOrderElementsOf(bad);
                assertThat(new ConsoleClient(port).basic("/api/queue/failures").body())
                        .contains("\"stage\":\"queue\"", "\"sink\":\"http\"", "Page 3");

                console.submit(
                        console.get("/"), "#queue-failures td form[action$=/dismiss]", Map.of());
                assertThat(failures.of("")).isEmpty();
                assertThat(console.get("/").page().select("#queue-failures")).isEmpty();
            }
        }
    }

    /** As if a consumer that was paused had written its own version at last. */
    @Test
    void whatWasWrittenTooLateIsOverwritten() throws IOException, InterruptedException {
        String page = site.addPage("ENG", "Guide", "<p>before</p>");
        site.addPage("ENG", "Other", "<p>o</p>");
        lister.full();
        try (Instance consumer = consumer("consumer").start()) {
            Eventually.assertThat(() -> committed("file") == 2);
            site.edit(page, "<p>after</p>");
            lister.full();
            Eventually.assertThat(() -> committed("file") == 3);
            Path kb = consumer.folder().resolve("kb");
            Path late = kb.resolve("demo/ENG/Former-" + page + ".md");
            Files.writeString(late, consumer.file(page));
            Path file =
                    kb.resolve(
                            consumer.files().stream()
                                    .filter(name -> name.contains("Guide-" + page))
                                    .findFirst()
                                    .orElseThrow());
            Files.writeString(file, Files.readString(file).replace("after", "before"));

            String target = consumer.bean(SinkTargets.class).of("file");
            String id = site.site().cloudId() + "-" + page;
            String topicId = consumer.bean(QueueConsumers.class).identify(topic).toString();
            Lane lost = new Lane("file", target, topicId, 0, "lost");
            consumer.bean(QueueStore.class).late(lost, id, 0, "demo/ENG/" + late.getFileName());

            Eventually.assertThat(() -> text(file).contains("after") && !Files.exists(late));
            Eventually.assertThat(
                    () -> consumer.bean(QueueStore.class).late("file", target, topicId).isEmpty());
        }
    }

    /** The values of a document's records, the oldest first. */
    private List<String> values(String key) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", broker.address()),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            List<TopicPartition> all =
                    IntStream.range(0, 3).mapToObj(p -> new TopicPartition(topic, p)).toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            List<String> values = new ArrayList<>();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, String> one : consumer.poll(Duration.ofMillis(50))) {
                    if (key.equals(one.key())) {
                        values.add(one.value());
                    }
                }
            }
            return values;
        }
    }

    @Test
    void anOlderVersionNeverReplacesANewerOne() {
        String page = site.addPage("ENG", "Guide", "<p>before</p>");
        lister.full();
        String id = site.site().cloudId() + "-" + page;
        try (Instance consumer = consumer("consumer").start()) {
            site.edit(page, "<p>after</p>");
            lister.full();
            Eventually.assertThat(() -> committed("file") == 2);
            assertThat(consumer.file(page)).contains("after");
        }
        write(id, values(id).get(0));
        try (Instance consumer = consumer("consumer").start()) {
            Eventually.assertThat(() -> committed("file") == 3);
            assertThat(consumer.file(page)).contains("after");
        }
    }

    @Test
    void aTopicThatIsNotCompactedIsNamed() {
        broker.topic(topic + "-old", 1, "delete");
        QueueConsumers consumers = lister.bean(QueueConsumers.class);

        Log log =
                Log.during(
                        () ->
                                assertThatCode(() -> consumers.warnUnlessCompacted(topic + "-old"))
                                        .doesNotThrowAnyException());

        assertThat(log.lines())
                .containsExactly(
                        "The topic "
                                + topic
                                + "-old has cleanup.policy=delete: documents get lost from it; it"
                                + " must be compact.");
    }

    @Test
    void aWrongPasswordIsNamed() {
        try (Instance consumer =
                Instance.in(folder.resolve("consumer"))
                        .set("kbsync.sinks.queue.brokers", broker.closedAddress())
                        .set("kbsync.sinks.queue.protocol", "SASL_PLAINTEXT")
                        .set("kbsync.sinks.queue.username", "kbsync")
                        .set("kbsync.sinks.queue.password", "wrong")
                        .start()) {
            QueueConsumers consumers = consumer.bean(QueueConsumers.class);

            Log log =
                    Log.during(
                            () ->
                                    assertThatThrownBy(() -> consumers.identify(topic))
                                            .hasMessageStartingWith(
                                                    "the brokers "
                                                            + broker.closedAddress()
                                                            + " refuse the credential")
                                            .hasMessageContaining(
                                                    "check kbsync.sinks.queue.username"));
            assertThat(log.lines()).as("said by whoever gets the exception").isEmpty();
        }
    }

    @Test
    void brokersThatDoNotAnswerAreNamed() {
        try (Instance consumer =
                Instance.in(folder.resolve("consumer"))
                        .set("kbsync.sinks.queue.brokers", "localhost:1")
                        .start()) {
            QueueConsumers consumers = consumer.bean(QueueConsumers.class);

            assertThatThrownBy(() -> consumers.identify(topic))
                    .hasMessage("the brokers localhost:1 do not answer");
        }
    }

    @Test
    void aSinkThatASiteDeliversToByItselfIsNotFilledFromTheTopicAsWell() {
        try (Instance both =
                queue(Instance.in(folder.resolve("both")))
                        .site(atlassian.sites().get(0))
                        .set("kbsync.deliver.to", "queue,file")
                        .start()) {
            QueueConsumers consumers = both.bean(QueueConsumers.class);

            assertThatThrownBy(() -> consumers.join("file"))
                    .hasMessageStartingWith("site demo delivers to it directly, too");
        }
    }

    private List<String> listEightPages() {
        List<String> pages =
                IntStream.range(0, 8)
                        .mapToObj(i -> site.addPage("ENG", "Page " + i, "<p>before</p>"))
                        .toList();
        lister.full();
        return pages;
    }

    @Test
    void aTopicThatIsMadeAnewIsReadFromItsBeginning() {
        List<String> pages = listEightPages();
        SettableClock clock = new SettableClock();
        try (Instance consumer = consumer("consumer").clock(clock).start()) {
            Eventually.assertThat(() -> committed("file") == 8);

            broker.deleteTopic(topic);
            broker.topic(topic, 3);
            pages.forEach(page -> site.edit(page, "<p>after</p>"));
            Eventually.assertThat(() -> lister.full().good());

            clock.advance(Duration.ofMinutes(1));

            Eventually.assertThat(
                    () -> pages.stream().allMatch(page -> consumer.file(page).contains("after")));
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void brokersThatStopWhileTheyAreReadAreNamedAndWaitedFor(CapturedOutput log) {
        List<String> pages = listEightPages();
        SettableClock clock = new SettableClock();
        try (Instance consumer = consumer("consumer").clock(clock).start()) {
            Eventually.assertThat(() -> committed("file") == 8);

            broker.stop();
            clock.advance(Duration.ofMinutes(1));
            Eventually.assertThat(
                    () ->
                            log.getAll()
                                    .contains(
                                            "Queue to sink \"file\": the brokers "
                                                    + broker.address()
                                                    + " do not answer."));
            broker.restart();
            pages.forEach(page -> site.edit(page, "<p>after</p>"));
            Eventually.assertThat(() -> lister.full().good());

            Eventually.assertThat(
                    () -> pages.stream().allMatch(page -> consumer.file(page).contains("after")));
            Eventually.assertThat(() -> committed("file") == 16);
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aTopicWhoseCompressionCannotBeReadIsNamed(CapturedOutput log) {
        broker.deleteTopic(topic);
        broker.topic(topic, 1, Map.of("cleanup.policy", "compact", "compression.type", "lz4"));
        site.addPage("ENG", "Page", "<p>p</p>");
        Eventually.assertThat(() -> lister.full().good());

        try (Instance consumer = consumer("consumer").start()) {
            Eventually.assertThat(
                    () ->
                            log.getAll()
                                    .contains("compressed by a library that kbsync does not have"));
            assertThat(consumer.files()).isEmpty();
        }
    }

    @Test
    void aTopicThatIsMissingIsNamed() {
        QueueConsumers consumers = lister.bean(QueueConsumers.class);

        assertThatThrownBy(() -> consumers.identify("none"))
                .hasMessage("there is no topic none; make it, with cleanup.policy=compact");
    }
}
