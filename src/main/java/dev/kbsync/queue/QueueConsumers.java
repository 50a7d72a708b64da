package dev.kbsync.queue;

import dev.kbsync.deliver.SinkParameters;
import dev.kbsync.deliver.SinkSettings;
import dev.kbsync.deliver.kafka.KafkaClients;
import dev.kbsync.page.SinkTargets;
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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Opens the topic of the sink {@code queue} for the sinks that are filled from it. */
@Component
class QueueConsumers {

    private static final Logger log = LoggerFactory.getLogger(QueueConsumers.class);
    private static final String QUEUE = "queue";
    private static final Duration ASK = Duration.ofSeconds(10);

    private final QueueProperties properties;
    private final KafkaClients clients;
    private final SinkSettings settings;
    private final SinkParameters parameters;
    private final SinkTargets targets;

    QueueConsumers(
            QueueProperties properties,
            KafkaClients clients,
            SinkSettings settings,
            SinkParameters parameters,
            SinkTargets targets) {
        this.properties = properties;
        this.clients = clients;
        this.settings = settings;
        this.parameters = parameters;
        this.targets = targets;
    }

    /**
     * A membership in a sink's group.
     *
     * @param target where the sink keeps its documents
     * @param atOnce how many documents may be on their way to it, or wait for it in memory
     */
    record Member(
            String sink, String target, String topic, int atOnce, Consumer<String, String> consumer)
            implements AutoCloseable {

        @Override
        public void close() {
            consumer.close();
        }
    }

    /**
     * Joins the sink's group. A sink that has moved, or wants its documents in another form, has
     * another group, and so is filled from the beginning.
     *
     * @throws IllegalStateException if the sink cannot be filled, with a sentence that says why
     */
    Member join(String sink) throws InterruptedException {
        String target = target(sink);
        String topic = settings.text(QUEUE, "topic");
        check(topic);
        return new Member(sink, target, topic, properties.atOnce(), open(sink, target));
    }

    /** Whether the sink still keeps its documents where it did. */
    boolean isInPlace(Member member) {
        return targets.of(member.sink()).equals(member.target());
    }

    private String target(String sink) {
        if (sink.equals(QUEUE)) {
            throw new IllegalStateException(
                    "the queue cannot be filled from itself; take it out of"
                            + " kbsync.queue.deliver-to");
        }
        if (parameters.sinks("git-sink").contains(sink)) {
            throw new IllegalStateException(
                    "a Git repository has a commit for each run, which a queue knows nothing of;"
                            + " put the sink into kbsync.deliver.to instead");
        }
        String target = targets.of(sink);
        if (target.isEmpty()) {
            throw new IllegalStateException(
                    "it has no route that can be loaded, or no address; see routes check");
        }
        return target;
    }

    private Consumer<String, String> open(String sink, String target) {
        Properties consumer = clients.reaching(QUEUE);
        consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, QUEUE + "-" + sink + "-" + clientNumber());
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group(sink, target));
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.atOnce());
        consumer.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class));
        return new KafkaConsumer<>(consumer, new StringDeserializer(), new StringDeserializer());
    }

    private static String clientNumber() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    private static String group(String sink, String target) {
        String place = UUID.nameUUIDFromBytes(target.getBytes(StandardCharsets.UTF_8)).toString();
        return "kbsync-%s-%s".formatted(sink, place.substring(0, 8));
    }

    /**
     * Warns of a topic that is not compacted. Consumers themselves say nothing of brokers that do
     * not answer. Whoever may not ask goes without the answer.
     *
     * @throws IllegalStateException if there is no such topic, or no broker that lets kbsync in
     */
    void check(String topic) throws InterruptedException {
        Properties admin = clients.reaching(QUEUE);
        String brokers = admin.getProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG);
        if (brokers.isEmpty()) {
            throw new IllegalStateException("kbsync.sinks.queue.brokers is not set");
        }
        try {
            String policy = policy(admin, topic);
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
            if (e.getCause() instanceof AuthenticationException refused) {
                throw new IllegalStateException(
                        "the brokers %s refuse the credential (%s); check kbsync.sinks.queue.username, .password and .mechanism"
                                .formatted(brokers, refused.getMessage()),
                        e);
            }
            log.debug("Whether {} is compacted is not known", topic, e);
        }
    }

    private static String policy(Properties properties, String topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        ConfigResource asked = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(properties)) {
            return admin.describeConfigs(Set.of(asked))
                    .all()
                    .get(ASK.toMillis(), TimeUnit.MILLISECONDS)
                    .values()
                    .iterator()
                    .next()
                    .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                    .value();
        }
    }
}
