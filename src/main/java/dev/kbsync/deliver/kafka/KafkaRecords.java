package dev.kbsync.deliver.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.deliver.Deliveries;
import dev.kbsync.deliver.DeliveryJson;
import dev.kbsync.deliver.SinkAnswerException;
import dev.kbsync.deliver.SinkBusyException;
import dev.kbsync.deliver.SinkSetupException;
import dev.kbsync.page.Delivery;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.springframework.stereotype.Component;

/** Makes records of deliveries, and says why one did not get into its topic. */
@Component("kafkaRecords")
public class KafkaRecords {

    /** Header of every record of a queue: the document's {@link dev.kbsync.page.Revision}. */
    public static final String REVISION = "kbsync-revision";

    /** Header of a record of a queue without a value: the removal as JSON. */
    public static final String REMOVAL = "kbsync-removal";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deliveries deliveries;

    KafkaRecords(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /**
     * Body in: a delivery. Body out: its document as JSON, nothing for a removal; the document id
     * becomes the record's key, so that a compacted topic holds each document once, and those that
     * are there only.
     */
    public void make(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        Delivery delivery = Objects.requireNonNull(message.getBody(Delivery.class));
        message.setHeader(KafkaConstants.KEY, delivery.documentId());
        message.setBody(
                delivery.isRemoval() ? null : JSON.writeValueAsString(deliveries.json(delivery)));
    }

    /**
     * Body in: a delivery. Body out: what the record holds; the document id becomes its key.
     *
     * @param content document, the public JSON of {@link #make}, or delivery, everything that
     *     another kbsync needs to hand the document to its sinks; then headers tell the revision,
     *     and of a removal the rest as well, since its record has no value
     * @throws SinkSetupException if it is neither
     */
    public void write(Exchange exchange, String content) throws JsonProcessingException {
        switch (content.strip()) {
            case "document" -> make(exchange);
            case "delivery" -> queue(exchange.getMessage());
            default ->
                    throw new SinkSetupException(
                            "cannot be written \"%s\"; its Kamelet's parameter content must be document or delivery."
                                    .formatted(content));
        }
    }

    private static void queue(Message message) {
        Delivery delivery = Objects.requireNonNull(message.getBody(Delivery.class));
        String json = DeliveryJson.write(delivery);
        message.setHeader(KafkaConstants.KEY, delivery.documentId());
        message.setHeader(REVISION, Long.toString(delivery.ref().revision()));
        if (delivery.isRemoval()) {
            message.setHeader(REMOVAL, json);
        }
        message.setBody(delivery.isRemoval() ? null : json);
    }

    /**
     * The record is not in the topic.
     *
     * @throws SinkAnswerException if trying again is no use
     * @throws SinkBusyException if it may be
     */
    public void failed(Exception failure) throws SinkBusyException {
        Throwable cause = cause(failure);
        String said = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        if (cause instanceof RecordTooLargeException) {
            throw new SinkAnswerException(
                    "refuses the document, which is too large (%s); raise the Kamelet's largest, and message.max.bytes of broker or topic."
                            .formatted(said));
        }
        if (cause instanceof SslAuthenticationException) {
            throw new SinkSetupException(
                    "has a certificate that is not trusted, or trusts none of kbsync's (%s); see kbsync.egress.ca-certificates."
                            .formatted(said));
        }
        if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
            throw new SinkSetupException(
                    "refuses the credential (%s); check its user, password and mechanism, and the rights to its topic."
                            .formatted(said));
        }
        if (cause instanceof ConfigException || cause instanceof IllegalArgumentException) {
            throw new SinkSetupException(
                    "cannot be asked (%s); check its settings.".formatted(said));
        }
        throw new SinkBusyException(
                "did not confirm the document (%s); check its brokers, its topic and its log."
                        .formatted(said));
    }

    /** The innermost failure that Kafka itself names. */
    private static Throwable cause(Exception failure) {
        Throwable named = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KafkaException || cause instanceof IllegalArgumentException) {
                named = cause;
            }
        }
        return named;
    }
}
