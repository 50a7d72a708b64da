package dev.kbsync.deliver.opensearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.deliver.Batch;
import dev.kbsync.deliver.Deliveries;
import dev.kbsync.page.Delivery;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Makes the requests to {@code /_bulk}. */
@Component("bulkRequests")
public class BulkRequests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deliveries deliveries;

    BulkRequests(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** Body in: a batch. Body out: what is to be sent of it. */
    public Bulk begin(Batch batch) {
        return new Bulk(batch.getDeliveries());
    }

    /**
     * The lines of the next request: an action, and the document where there is one. The version is
     * the {@link dev.kbsync.page.Revision}, so that the index itself refuses an older one. One that
     * is there already is replaced, since a label changes without a new version. An index that was
     * filled long ago has version numbers, which are less than any revision.
     */
    public byte[] lines(Bulk bulk, String index) throws JsonProcessingException {
        bulk.next();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Bulk.Item item : bulk.items()) {
            Delivery delivery = item.delivery();
            Map<String, Object> target = new LinkedHashMap<>();
            target.put("_index", index);
            target.put("_id", delivery.documentId());
            target.put("version", item.version());
            target.put("version_type", "external_gte");
            line(lines, Map.of(delivery.isRemoval() ? "delete" : "index", target));
            if (!delivery.isRemoval()) {
                line(lines, document(delivery));
            }
        }
        return lines.toByteArray();
    }

    private static void line(ByteArrayOutputStream lines, Object json)
            throws JsonProcessingException {
        lines.writeBytes(JSON.writeValueAsBytes(json));
        lines.write('\n');
    }

    /** Without empty texts, which are no dates. */
    private Map<String, Object> document(Delivery delivery) {
        Map<String, Object> document = Deliveries.gathered(deliveries.json(delivery));
        document.put("url", document.remove("source"));
        document.put("content", document.remove("text"));
        document.values().removeIf(""::equals);
        return document;
    }
}
