package dev.kbsync.queue;

import dev.kbsync.deliver.DeliveryJson;
import dev.kbsync.deliver.kafka.KafkaRecords;
import dev.kbsync.page.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** A record of the topic, as the sink {@code queue} has written it or as anybody else has. */
record QueuedRecord(ConsumerRecord<String, String> written) {

    private static final int LONGEST_ID = 300;

    /** It becomes part of addresses and names of files. */
    private static final String ID = "[A-Za-z0-9-]+";

    /** Records of one document, which are handed over one after the other; others are alone. */
    String key() {
        return Objects.requireNonNullElseGet(written.key(), this::place);
    }

    /** What a person calls it by: the document's id, or the place of what has no such key. */
    String id() {
        return written.key() == null || written.key().length() > LONGEST_ID
                ? place()
                : written.key();
    }

    TopicPartition partition() {
        return new TopicPartition(written.topic(), written.partition());
    }

    long offset() {
        return written.offset();
    }

    /** Where it lies, for people and for file names. */
    String place() {
        return "%s-%d-%d".formatted(written.topic(), written.partition(), written.offset());
    }

    /**
     * The delivery in it. Its mark tells the record, too: a document that is removed and comes back
     * as it was is another delivery, while the same record is always the same one. The time is for
     * topics that were made anew.
     *
     * @throws IllegalArgumentException if there is none
     */
    Delivery delivery() {
        String json = written.value();
        if (json == null) {
            Header removal = written.headers().lastHeader(KafkaRecords.REMOVAL);
            if (removal == null) {
                throw new IllegalArgumentException(
                        "it has no value, and no header %s either".formatted(KafkaRecords.REMOVAL));
            }
            json = new String(removal.value(), StandardCharsets.UTF_8);
        }
        Delivery delivery = DeliveryJson.read(json);
        if (!delivery.documentId().matches(ID)) {
            throw new IllegalArgumentException("its document has an id that is none of kbsync's");
        }
        if (!delivery.documentId().equals(written.key())
                || delivery.isRemoval() != (written.value() == null)) {
            throw new IllegalArgumentException("its key and its value do not belong together");
        }
        return delivery.marked("%s-%s-%d".formatted(delivery.mark(), place(), written.timestamp()));
    }

    /**
     * The same for a sink that may hold other files of the document than the queue knows of:
     * records that nobody had read are missing from a compacted topic.
     *
     * @param held where the sink may hold files of it
     */
    static Delivery at(Delivery delivery, List<String> held) {
        List<String> former = new ArrayList<>(delivery.formerPaths());
        held.stream().filter(path -> !former.contains(path)).forEach(former::add);
        former.remove(delivery.path());
        return new Delivery(
                delivery.documentId(),
                delivery.mark(),
                delivery.ref(),
                delivery.site(),
                delivery.path(),
                List.copyOf(former),
                held,
                delivery.document(),
                delivery.content(),
                delivery.reason());
    }
}
