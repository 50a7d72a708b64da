package dev.kbsync.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.PageRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A document as one line of JSON, by the names that loaders of such files look for. */
final class JsonLines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonLines() {}

    static String of(Delivery delivery) {
        PageRef ref = delivery.ref();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", delivery.documentId()); // First: it is how kbsync knows its own file.
        line.put("title", ref.title());
        line.put("url", ref.webUrl());
        line.put("text", MarkdownFiles.document(delivery).text());
        line.put("metadata", metadata(delivery));
        return json(line) + "\n";
    }

    /** What is known of a document beside its id, title and address. */
    static Map<String, Object> metadata(Delivery delivery) {
        PageRef ref = delivery.ref();
        Map<String, Object> metadata = FrontMatter.facts(ref, delivery.site());
        metadata.keySet().removeAll(List.of("id", "title", "source"));
        if (!ref.details().readers().isEmpty()) {
            metadata.put("readers", Restrictions.tree(ref.details().readers()));
        }
        return metadata;
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Text, numbers and lists can be written as JSON", e);
        }
    }
}
