package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.ConsoleClient;
import dev.kbsync.Instance;
import dev.kbsync.deliver.SinkServer.Trouble;
import dev.kbsync.deliver.kafka.KafkaRecords;
import dev.kbsync.egress.TestAuthority;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.TestPages;
import dev.kbsync.routes.RoutesPage;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kind {@code kafka-sink}, at a broker of its own that wants a password. */
class KafkaSinkIT extends SinkContract {

    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required";
    private static final Map<String, String> LOGIN_OF_KB =
            Map.of("kbsync.sinks.kb.username", "kb", "kbsync.sinks.kb.password", TOKEN);
    private static final AtomicInteger TOPICS = new AtomicInteger();

    @TempDir private static Path data;

    private static Relay relay;
    private static ServerProcess server;
    private static Map<String, Object> inside;
    private static TestAuthority authority;
    private static int tls;

    private final String topic = "kb-" + TOPICS.incrementAndGet();

    @BeforeAll
    static void startServer() throws Exception {
        int port = ConsoleClient.freePort();
        int behind = ConsoleClient.freePort();
        int controller = ConsoleClient.freePort();
        tls = ConsoleClient.freePort();
        authority = TestAuthority.in(data, "localhost");
        relay = new Relay(port);
        inside = Map.of("bootstrap.servers", "127.0.0.1:" + behind);
        Path settings = data.resolve("broker.properties");
        Files.writeString(
                settings,
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%3$d
                listeners=SASL_PLAINTEXT://127.0.0.1:%1$d,PLAINTEXT://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%3$d,SSL://127.0.0.1:%8$d
                advertised.listeners=SASL_PLAINTEXT://127.0.0.1:%4$d,PLAINTEXT://127.0.0.1:%2$d,SSL://localhost:%8$d
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,SSL:SSL
                ssl.keystore.type=PKCS12
                ssl.keystore.location=%9$s
                ssl.keystore.password=%10$s
                sasl.enabled.mechanisms=PLAIN
                listener.name.sasl_plaintext.plain.sasl.jaas.config=%5$s user_kb="%6$s";
                log.dirs=%7$s
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                """
                        .formatted(
                                port,
                                behind,
                                controller,
                                relay.port(),
                                LOGIN,
                                TOKEN,
                                data.resolve("logs").toString().replace('\\', '/'),
                                tls,
                                authority.serverStore().toString().replace('\\', '/'),
                                TestAuthority.PASSWORD));
        String format = "kafka.tools.StorageTool format -t 4L6g3nShT-eMCtK--X86sw -c " + settings;
        ServerProcess.run("kafka", List.of(format.split(" ", -1)), data.resolve("format.log"));
        server =
                ServerProcess.start(
                        "kafka",
                        List.of("kafka.Kafka", settings.toString()),
                        data.resolve("log"),
                        port);
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
        relay.close();
    }

    @AfterEach
    void mend() {
        relay.in(Trouble.NONE);
    }

    private static String id(String contentId) {
        return TestPages.CLOUD + "-" + contentId;
    }

    @Override
    protected Map<String, String> settings() {
        NewTopic wanted =
                new NewTopic(topic, 1, (short) 1).configs(Map.of("max.message.bytes", "20000000"));
        try (Admin admin = Admin.create(inside)) {
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
        return LOGIN_OF_KB;
    }

    @Override
    protected String route() {
        return """
        - route:
            id: deliver-to-kb
            from:
              uri: direct:deliver-to-kb
              steps:
                - to:
                    uri: kamelet:kafka-sink
                    parameters:
                      { name: kb, brokers: "127.0.0.1:%d", topic: %s, protocol: SASL_PLAINTEXT,
                        largest: 15000000, wait: 2000 }
        """
                .formatted(relay.port(), topic);
    }

    private List<ConsumerRecord<String, String>> records() {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(inside, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    protected void sendBare(List<Delivery> documents) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(inside, new StringSerializer(), new StringSerializer())) {
            Deliveries deliveries = bench().bean(Deliveries.class);
            ObjectMapper json = new ObjectMapper();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Delivery delivery : documents) {
                sent.add(
                        producer.send(
                                new ProducerRecord<>(
                                        topic,
                                        delivery.documentId(),
                                        json.writeValueAsString(deliveries.json(delivery)))));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    /** What a compacted topic comes to. */
    private Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        for (ConsumerRecord<String, String> one : records()) {
            if (one.value() == null) {
                all.remove(one.key());
            } else {
                all.put(one.key(), one.value());
            }
        }
        return all;
    }

    @Override
    protected Map<String, String> documents() {
        Map<String, String> documents = all();
        documents.remove("foreign");
        return documents;
    }

    @Override
    protected void addForeign() {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(inside, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "foreign", "mine")).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected boolean hasForeign() {
        return "mine".equals(all().get("foreign"));
    }

    @Override
    protected boolean in(Trouble trouble) {
        return relay.in(trouble);
    }

    @Test
    void aRecordHasTheIdAsItsKeyAndTheDocumentAsJson() throws JsonProcessingException {
        assertDelivered(upsert(page("42", 7, "Deploying"), "Restart the gateway first."));

        ConsumerRecord<String, String> written = records().get(0);
        JsonNode document = new ObjectMapper().readTree(written.value());
        assertThat(written.key()).isEqualTo(id("42"));
        assertThat(document.path("title").asText()).isEqualTo("Deploying");
        assertThat(document.path("version").asInt()).isEqualTo(7);
        assertThat(document.path("text").asText()).isEqualTo("Restart the gateway first.");
        assertThat(written.headers()).isEmpty();
    }

    @Test
    void aRemovalIsARecordWithoutAValue() {
        assertDelivered(removal(page("42", 7, "Deploying")));

        assertThat(records())
                .singleElement()
                .satisfies(
                        written -> {
                            assertThat(written.key()).isEqualTo(id("42"));
                            assertThat(written.value()).isNull();
                        });
    }

    @Test
    void aRecordOfAQueueHoldsTheWholeDeliveryAndItsRevision() throws Exception {
        Delivery stored = upsert(page("42", 7, "Deploying"), "Restart the gateway first.");
        Delivery removed = removal(page("43", 2, "Gone"));
        String route = route().replace("topic:", "content: delivery, topic:");
        try (SinkBench queue = new SinkBench(folder().resolve("q"), LOGIN_OF_KB, List.of(route))) {
            queue.deliver("run", List.of("kb"), List.of(stored, removed));
        }

        ConsumerRecord<String, String> document = written(id("42"));
        assertThat(document.value()).isEqualTo(DeliveryJson.write(stored));
        assertThat(header(document, KafkaRecords.REVISION))
                .isEqualTo(Long.toString(stored.ref().revision()));
        ConsumerRecord<String, String> removal = written(id("43"));
        assertThat(removal.value()).isNull();
        assertThat(DeliveryJson.read(header(removal, KafkaRecords.REMOVAL))).isEqualTo(removed);
        assertThat(header(removal, KafkaRecords.REVISION))
                .isEqualTo(Long.toString(removed.ref().revision()));
    }

    private ConsumerRecord<String, String> written(String key) {
        return records().stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow();
    }

    private static String header(ConsumerRecord<String, String> written, String name) {
        return new String(written.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void aDocumentThatIsTooLargeFailsAlone() {
        List<String> verdicts =
                deliver(
                        upsert(page("1", 1, "Page"), "text"),
                        upsert(page("2", 1, "Page"), "0123456789".repeat(1_600_000)));

        assertThat(verdicts.get(0)).isEmpty();
        assertThat(verdicts.get(1))
                .startsWith("Sink \"kb\" refuses the document, which is too large");
        assertThat(documents()).containsOnlyKeys(id("1"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void overTlsWhomEverythingTrustsIsTrusted(boolean named) throws Exception {
        String route =
                route().replace("127.0.0.1:" + relay.port(), "localhost:" + tls)
                        .replace("SASL_PLAINTEXT", "SSL");
        Map<String, String> settings =
                Map.of("kbsync.egress.ca-certificates", named ? authority.pem().toString() : "");
        try (SinkBench other = new SinkBench(folder().resolve("tls"), settings, List.of(route))) {
            String verdict =
                    other.deliver("run", List.of("kb"), List.of(upsert(page("42", 1, "P"), "x")))
                            .get(0)
                            .get("kb");

            if (named) {
                assertThat(verdict).isEmpty();
            } else {
                assertThat(verdict).contains("not trusted", "kbsync.egress.ca-certificates");
            }
            assertThat(records()).hasSize(named ? 1 : 0);
        }
    }

    /** The edit of the page on routes, at this broker, which wants a password from outside. */
    @Test
    void aTopicBesideTheFolderIsAnEditOfThePage() {
        try (Simulator atlassian = Simulator.start(SimulatorOptions.bare())) {
            SiteControl site = atlassian.control().site();
            site.addSpace("ENG", "Engineering");
            site.addPage("ENG", "Guide", "<p>g</p>");
            Instance.Builder builder =
                    Instance.in(folder().resolve("instance"))
                            .atlassian(atlassian)
                            .site(atlassian.sites().get(0));
            RoutesPage.settings("A topic of Kafka beside the folder").forEach(builder::set);
            builder.set(
                            "kbsync.sinks.kafka.brokers",
                            Objects.requireNonNull(inside.get("bootstrap.servers")))
                    .set("kbsync.sinks.kafka.topic", topic);
            try (Instance kbsync = builder.start()) {
                kbsync.full();

                assertThat(records())
                        .singleElement()
                        .satisfies(one -> assertThat(one.value()).contains("\"title\":\"Guide\""));
                assertThat(kbsync.files()).hasSize(1);
            }
        }
    }
}
