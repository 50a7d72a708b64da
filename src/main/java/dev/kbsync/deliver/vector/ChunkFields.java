package dev.kbsync.deliver.vector;

import dev.kbsync.deliver.Deliveries;
import dev.kbsync.page.Chunk;
import dev.kbsync.page.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Says of a chunk what is known of it and of its page, by the names that all sinks use. */
@Component
class ChunkFields {

    private final Deliveries deliveries;

    ChunkFields(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** Without what is empty. Values are text, numbers, truth values, lists and maps. */
    Map<String, Object> of(Delivery delivery, Chunk chunk) {
        Map<String, Object> fields = deliveries.json(delivery);
        fields.remove("text");
        fields.put("document_id", fields.remove("id"));
        fields.put("page_url", fields.remove("source"));
        fields.put("url", chunk.url());
        fields.put("breadcrumb", chunk.breadcrumb());
        fields.put("kinds", List.copyOf(chunk.kinds()));
        fields.put("tokens", chunk.tokens());
        fields.values().removeIf(value -> value.equals("") || value.equals(List.of()));
        fields.replaceAll((name, value) -> storable(value));
        return fields;
    }

    private static Object storable(Object value) {
        if (value instanceof String text) {
            return storable(text);
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(ChunkFields::storable).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> storable = new LinkedHashMap<>();
            map.forEach((key, entry) -> storable.put(key, storable(entry)));
            return storable;
        }
        return value;
    }

    /** Without what databases refuse in text: NUL, and halves of characters. */
    static String storable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replace("\0", "");
    }
}
