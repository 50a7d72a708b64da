package dev.kbsync.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.deliver.DeliveryJson;
import dev.kbsync.deliver.kafka.KafkaRecords;
import dev.kbsync.page.Census;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.TestPages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueuedRecordTest {

    private static final PageRef PAGE = TestPages.page("42");
    private static final Delivery UPSERT = delivery("x", "b.md", List.of("c.md"));
    private static final Delivery REMOVAL = delivery(null, "b.md", List.of());

    private static Delivery delivery(@Nullable String text, String path, List<String> former) {
        Document document =
                text == null
                        ? null
                        : new Document(PAGE, Format.MARKDOWN, text, text, List.of(), Census.EMPTY);
        return new Delivery(
                PAGE.documentId(),
                "key",
                PAGE,
                "demo",
                path,
                former,
                List.of("of the queue.md"),
                document,
                text == null ? "" : text,
                "");
    }

    private static QueuedRecord record(@Nullable String key, @Nullable String value) {
        return new QueuedRecord(new ConsumerRecord<>("queue", 1, 7, key, value));
    }

    @Test
    void aRecordWithoutAValueIsARemoval() {
        QueuedRecord queued = record(PAGE.documentId(), null);
        queued.written()
                .headers()
                .add(
                        KafkaRecords.REMOVAL,
                        DeliveryJson.write(REMOVAL).getBytes(StandardCharsets.UTF_8));

        assertThat(queued.delivery()).isEqualTo(REMOVAL.marked("key-queue-1-7--1"));
    }

    @Test
    void aRecordOfAnybodyElseIsRefused() {
        String json = DeliveryJson.write(UPSERT);

        assertThat(record(PAGE.documentId(), json).delivery().path()).isEqualTo("b.md");
        for (QueuedRecord other :
                List.of(
                        record(PAGE.documentId(), null),
                        record("other", json),
                        record(null, json),
                        record(PAGE.documentId(), DeliveryJson.write(REMOVAL)),
                        record(PAGE.documentId(), "{}"))) {
            assertThatThrownBy(other::delivery).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** It would become part of an address, and of the name of a file. */
    @Test
    void anIdThatLeadsElsewhereIsRefused() {
        String id = "../../" + PAGE.contentId();
        String json = DeliveryJson.write(UPSERT).replace(PAGE.documentId(), id);

        assertThatThrownBy(() -> record(id, json).delivery())
                .hasMessage("its document has an id that is none of kbsync's");
    }

    @Test
    void filesGoThatTheQueueHasForgotten() {
        Delivery whole = QueuedRecord.at(UPSERT, List.of("a.md", "b.md", "c.md"));

        assertThat(whole.path()).isEqualTo("b.md");
        assertThat(whole.formerPaths()).containsExactlyInAnyOrder("a.md", "c.md");
        assertThat(whole.ownPaths()).containsExactly("a.md", "b.md", "c.md");
    }
}
