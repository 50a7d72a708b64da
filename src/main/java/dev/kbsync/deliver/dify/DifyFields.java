package dev.kbsync.deliver.dify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.deliver.Deliveries;
import dev.kbsync.deliver.Poll;
import dev.kbsync.deliver.SinkAnswers;
import dev.kbsync.deliver.SinkBusyException;
import dev.kbsync.deliver.SinkPolls;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.PageRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The metadata fields that kbsync keeps in a Dify knowledge base; fields of others stay. */
@Component("difyFields")
public class DifyFields {

    /** Types by name. Dify has fields of its own, called source or uploader: hence the prefix. */
    private static final Map<String, String> TYPES = types();

    private final SinkAnswers answers;
    private final SinkPolls polls;

    DifyFields(SinkAnswers answers, SinkPolls polls) {
        this.answers = answers;
        this.polls = polls;
    }

    private static Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        for (String name :
                List.of("id", "url", "site", "space", "labels", "author", "properties")) {
            types.put("confluence_" + name, "string");
        }
        types.put("confluence_version", "number");
        types.put("confluence_updated", "time");
        return types;
    }

    /**
     * The fields that a knowledge base lacks, as trees for JSON.
     *
     * @param answer the list of those that it has
     */
    public List<Map<String, String>> missing(String answer) {
        List<Map<String, String>> missing = new ArrayList<>();
        Map<String, String> ids = ids(answer);
        TYPES.forEach(
                (name, type) -> {
                    if (!ids.containsKey(name)) {
                        missing.add(Map.of("name", name, "type", type));
                    }
                });
        return missing;
    }

    /**
     * Ends the poll if a knowledge base lacks none of the fields.
     *
     * @throws SinkBusyException if it lacks one after many tries to create it
     */
    public void look(Poll poll, String answer) throws SinkBusyException {
        List<Map<String, String>> missing = missing(answer);
        if (missing.isEmpty()) {
            poll.end();
        } else {
            polls.stillBusy(poll, "no metadata field " + missing.get(0).get("name"));
        }
    }

    /**
     * What the fields say of a delivery's page, as a tree for JSON.
     *
     * @param answer the list of the knowledge base's fields
     */
    public Map<String, Object> values(Delivery delivery, String ownId, String answer) {
        Map<String, String> ids = ids(answer);
        List<Map<String, Object>> values = new ArrayList<>();
        of(delivery)
                .forEach(
                        (name, value) ->
                                values.add(
                                        Map.of(
                                                "id", ids.getOrDefault(name, ""),
                                                "name", name,
                                                "value", value)));
        return Map.of(
                "operation_data",
                List.of(
                        Map.of(
                                "document_id", ownId,
                                "metadata_list", values,
                                "partial_update", true)));
    }

    private static Map<String, Object> of(Delivery delivery) {
        PageRef ref = delivery.ref();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("confluence_id", delivery.documentId());
        values.put("confluence_url", ref.webUrl());
        values.put("confluence_site", delivery.site());
        values.put("confluence_space", ref.space());
        values.put("confluence_labels", String.join(", ", ref.labels()));
        values.put("confluence_author", ref.author());
        values.put("confluence_properties", String.join("\n", Deliveries.properties(ref)));
        values.put("confluence_version", ref.version());
        values.put("confluence_updated", ref.modifiedAt().getEpochSecond());
        return values;
    }

    private Map<String, String> ids(String answer) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (JsonNode field : answers.tree(answer).path("doc_metadata")) {
            ids.put(field.path("name").asText(), field.path("id").asText());
        }
        return ids;
    }
}
