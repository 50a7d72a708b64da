package dev.kbsync.queue;

import dev.kbsync.deliver.SinkParameters;
import dev.kbsync.deliver.SinkSettings;
import dev.kbsync.deliver.kafka.KafkaClients;
import dev.kbsync.page.Sentence;
import dev.kbsync.page.SinkTargets;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
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
    private final Sites sites;

    QueueConsumers(
            QueueProperties properties,
            KafkaClients clients,
            SinkSettings settings,
            SinkParameters parameters,
            SinkTargets targets,
            Sites sites) {
        this.properties = properties;
        this.clients = clients;
        this.settings = settings;
        this.parameters = parameters;
        this.targets = targets;
        this.sites = sites;
    }

    /**
     * A membership in a sink's group.
     *
     * @param target where the sink keeps its documents
     * @param topicId which of the topics that have or had the name
     * @param atOnce how many documents may be on their way to it, or wait for it in memory
     */
    record Member(
            String sink,
            String target,
            String topic,
            Uuid topicId,
            int atOnce,
            Consumer<String, String> consumer)
            implements AutoCloseable {

        @Override
        public void close() {
            consumer.close(ASK); // Else it waits half a minute for brokers that have gone.
        }
    }

    /**
     * Joins the sink's group. A sink that has moved, or wants its documents in another form, has
     * another group, and so is filled from the beginning. So is every sink if the topic was deleted
     * and made anew, since the offsets that were committed mean other records then.
     *
     * @throws IllegalStateException if the sink cannot be filled, with a sentence that says why
     */
    Member join(String sink) throws InterruptedException {
        String target = target(sink);
        String topic = settings.text(QUEUE, "topic");
        Uuid id = identify(topic);
        warnUnlessCompacted(topic);
        return new Member(
                sink, target, topic, id, properties.atOnce(), open(sink, target + " " + id));
    }

    /** Whether the sink still keeps its documents where it did. */
    boolean isInPlace(Member member) {
        return targets.of(member.sink()).equals(member.target());
    }

    /** Whether the topic was not made anew; asks the brokers, and fails like {@link #join}. */
    boolean isSameTopic(Member member) throws InterruptedException {
        return identify(member.topic()).equals(member.topicId());
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
        for (Site site : sites.all()) {
            if (site.sinks().contains(sink) && site.sinks().contains(QUEUE)) {
                throw new IllegalStateException(
                        "site %s delivers to it directly, too; take it out of the site's sinks, or out of kbsync.queue.deliver-to"
                                .formatted(site.name()));
            }
        }
        String target = targets.of(sink);
        if (target.isEmpty()) {
            throw new IllegalStateException(
                    "it has no route that can be loaded, or no address; see routes check");
        }
        return target;
    }

    private Consumer<String, String> open(String sink, String place) {
        Properties consumer = clients.reaching(QUEUE);
        consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, QUEUE + "-" + sink + "-" + clientNumber());
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group(sink, place));
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

    private static String group(String sink, String place) {
        String hash = UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)).toString();
        return "kbsync-%s-%s".formatted(sink, hash.substring(0, 8));
    }

    /**
     * Which topic has the name at present. Consumers themselves say nothing of brokers that do not
     * answer.
     *
     * @throws IllegalStateException if there is none, or no broker that lets kbsync in
     */
    Uuid identify(String topic) throws InterruptedException {
        Properties admin = clients.reaching(QUEUE);
        String brokers = admin.getProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG);
        if (brokers.isEmpty()) {
            throw new IllegalStateException("kbsync.sinks.queue.brokers is not set");
        }
        try {
            return ask(admin, all -> all.describeTopics(Set.of(topic)).allTopicNames())
                    .values()
                    .iterator()
                    .next()
                    .topicId();
        } catch (TimeoutException e) {
            throw new IllegalStateException("the brokers %s do not answer".formatted(brokers), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new IllegalStateException(
                        "there is no topic %s; make it, with cleanup.policy=compact"
                                .formatted(topic),
                        e);
            }
            if (e.getCause() instanceof AuthenticationException
                    || e.getCause() instanceof AuthorizationException) {
                throw new IllegalStateException(
                        "the brokers %s refuse the credential (%s); check kbsync.sinks.queue.username, .password and .mechanism, and its rights to the topic"
                                .formatted(brokers, e.getCause().getMessage()),
                        e);
            }
            throw new IllegalStateException(Sentence.of(e), e);
        }
    }

    /** Warns of a topic that is not compacted. Whoever may not ask goes without the answer. */
    void warnUnlessCompacted(String topic) throws InterruptedException {
        ConfigResource asked = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            String policy =
                    ask(clients.reaching(QUEUE), all -> all.describeConfigs(Set.of(asked)).all())
                            .values()
                            .iterator()
                            .next()
                            .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                            .value();
            if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                log.warn(
                        "The topic {} has cleanup.policy={}: documents get lost from it; it must be"
                                + " compact.",
                        topic,
                        policy);
            }
        } catch (ExecutionException | TimeoutException e) {
            log.debug("Whether {} is compacted is not known", topic, e);
        }
    }

    private static <T> T ask(Properties properties, Function<Admin, KafkaFuture<T>> question)
            throws InterruptedException, ExecutionException, TimeoutException {
        Admin admin = Admin.create(properties);
        try {
            return question.apply(admin).get(ASK.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            admin.close(Duration.ZERO); // Else it waits a minute for brokers that do not answer.
        }
    }
}
