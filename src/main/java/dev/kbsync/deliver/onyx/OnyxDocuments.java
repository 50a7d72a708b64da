package dev.kbsync.deliver.onyx;

import dev.kbsync.deliver.Deliveries;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.PageRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shapes documents as the ingestion API of Onyx takes them. */
@Component("onyxDocuments")
public class OnyxDocuments {

    private final Deliveries deliveries;

    OnyxDocuments(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /**
     * A delivery's document as a tree for JSON. Its id is ours, so that the same page is always the
     * same document.
     *
     * @param connector id of the pair of connector and credential that documents belong to; 0 for
     *     Onyx's own
     */
    public Map<String, Object> of(Delivery delivery, int connector) {
        PageRef ref = delivery.ref();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", delivery.documentId());
        document.put("semantic_identifier", ref.title());
        document.put("title", ref.title());
        document.put(
                "sections",
                List.of(Map.of("text", deliveries.page(delivery), "link", ref.webUrl())));
        document.put("source", "ingestion_api");
        document.put("metadata", metadata(delivery));
        document.put("doc_updated_at", ref.modifiedAt().toString());
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("document", document);
        if (connector > 0) {
            request.put("cc_pair_id", connector);
        }
        return request;
    }

    /** Values are texts or lists of texts: Onyx refuses numbers. */
    private Map<String, Object> metadata(Delivery delivery) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        deliveries
                .facts(delivery)
                .forEach(
                        (key, value) ->
                                metadata.put(key, value instanceof List ? value : value + ""));
        metadata.remove("title");
        metadata.values().removeIf(value -> value.equals("") || value.equals(List.of()));
        return metadata;
    }
}
