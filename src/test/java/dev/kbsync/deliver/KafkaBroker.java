package dev.kbsync.deliver;

import dev.kbsync.ConsoleClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;

/**
 * A broker of Kafka that anybody may use, in a process of its own; at another port it wants a
 * password.
 */
public final class KafkaBroker implements AutoCloseable {

    private final Path data;
    private final int port;
    private final int closedPort;
    private ServerProcess server;

    private KafkaBroker(Path data, int port, int closedPort) {
        this.data = data;
        this.port = port;
        this.closedPort = closedPort;
        this.server = run();
    }

    private ServerProcess run() {
        return ServerProcess.start(
                "kafka",
                List.of("kafka.Kafka", settings(data).toString()),
                data.resolve("log"),
                port);
    }

    private static Path settings(Path data) {
        return data.resolve("broker.properties");
    }

    /**
     * @param data for all that the broker writes
     */
    public static KafkaBroker start(Path data) {
        int port = ConsoleClient.freePort();
        int closedPort = ConsoleClient.freePort();
        Path settings = settings(data);
        try {
            Files.createDirectories(data);
            Files.writeString(
                    settings,
                    """
                    process.roles=broker,controller
                    node.id=1
                    controller.quorum.voters=1@127.0.0.1:%2$d
                    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d,SASL_PLAINTEXT://127.0.0.1:%4$d
                    controller.listener.names=CONTROLLER
                    listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT
                    sasl.enabled.mechanisms=PLAIN
                    listener.name.sasl_plaintext.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_kbsync="secret";
                    log.dirs=%3$s
                    offsets.topic.replication.factor=1
                    offsets.topic.num.partitions=1
                    group.initial.rebalance.delay.ms=0
                    group.min.session.timeout.ms=1000
                    auto.create.topics.enable=false
                    """
                            .formatted(
                                    port,
                                    ConsoleClient.freePort(),
                                    data.resolve("logs").toString().replace('\\', '/'),
                                    closedPort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String format = "kafka.tools.StorageTool format -t 4L6g3nShT-eMCtK--X86sw -c " + settings;
        ServerProcess.run("kafka", List.of(format.split(" ", -1)), data.resolve("format.log"));
        return new KafkaBroker(data, port, closedPort);
    }

    /** It comes back by {@link #restart}, with all that it has written. */
    public void stop() {
        server.close();
    }

    public void restart() {
        server = run();
    }

    /** Where it lets in the user kbsync with the password secret (SASL_PLAINTEXT, PLAIN). */
    public String closedAddress() {
        return "127.0.0.1:" + closedPort;
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** A compacted topic. */
    public void topic(String name, int partitions) {
        topic(name, partitions, "compact");
    }

    public void topic(String name, int partitions, String policy) {
        topic(name, partitions, Map.of("cleanup.policy", policy));
    }

    public void topic(String name, int partitions, Map<String, String> settings) {
        NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(settings);
        ask(admin -> admin.createTopics(List.of(topic)).all());
    }

    public void deleteTopic(String name) {
        ask(admin -> admin.deleteTopics(List.of(name)).all());
    }

    private void ask(Function<Admin, KafkaFuture<Void>> question) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            question.apply(admin).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
