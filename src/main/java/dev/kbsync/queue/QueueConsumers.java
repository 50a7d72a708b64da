package dev.kbsync.queue;

import dev.kbsync.deliver.kafka.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the topic of the sink {@code queue} for readers. */
final class QueueConsumers {

    private static final Logger log = LoggerFactory.getLogger(QueueConsumers.class);
    private static final String QUEUE = "queue";
    private static final Duration ASK = Duration.ofSeconds(10);

    private QueueConsumers() {}

    /**
     * A member of the sink's group. A sink that has moved, or wants its documents in another form,
     * has another group, and so is filled from the beginning.
     *
     * @param target where the sink keeps its documents
     */
    static Consumer<String, String> open(
            KafkaClients clients, String sink, String target, int atOnce) {
        Properties properties = clients.reaching(QUEUE);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, QUEUE + "-" + sink + "-" + clientNumber());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group(sink, target));
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, atOnce);
        properties.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class));
        return new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
    }

    private static String clientNumber() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    static String group(String sink, String target) {
        String place = UUID.nameUUIDFromBytes(target.getBytes(StandardCharsets.UTF_8)).toString();
        return "kbsync-%s-%s".formatted(sink, place.substring(0, 8));
    }

    /**
     * Warns of a topic that is not compacted. Consumers themselves say nothing of brokers that do
     * not answer. Whoever may not ask goes without the answer.
     *
     * @throws IllegalStateException if there is no such topic, or no broker
     */
    static void check(KafkaClients clients, String topic) throws InterruptedException {
        Properties properties = clients.reaching(QUEUE);
        String brokers = properties.getProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG);
        if (brokers.isEmpty()) {
            throw new IllegalStateException("kbsync.sinks.queue.brokers is not set");
        }
        ConfigResource asked = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(properties)) {
            Config config =
                    admin.describeConfigs(Set.of(asked))
                            .all()
                            .get(ASK.toMillis(), TimeUnit.MILLISECONDS)
                            .values()
                            .iterator()
                            .next();
            String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
            if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                log.warn(
                        "The topic {} has cleanup.policy={}: documents get lost from it; it must be"
                                + " compact.",
                        topic,
                        policy);
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("the brokers %s do not answer".formatted(brokers), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new IllegalStateException(
                        "there is no topic %s; make it, with cleanup.policy=compact"
                                .formatted(topic),
                        e);
            }
            log.debug("Whether {} is compacted is not known", topic, e);
        }
    }
}
