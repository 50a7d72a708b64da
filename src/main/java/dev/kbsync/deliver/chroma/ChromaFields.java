package dev.kbsync.deliver.chroma;

import dev.kbsync.deliver.vector.HeldChunk;
import dev.kbsync.deliver.vector.StoredChunk;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The metadata of a chunk as Chroma takes it: text, numbers and truth values, no lists. */
final class ChromaFields {

    static final String DOCUMENT = "document_id";
    static final String HASH = "hash";
    static final String VERSION = "version";
    static final String UPDATED = "updated";

    /** Before each label, so that a filter can ask for it. */
    private static final String LABEL = "label:";

    private ChromaFields() {}

    /**
     * Chroma adds what it gets to what it has; so a name that is to go is there without a value.
     *
     * @param held the chunk of the same id, if there is one
     */
    static Map<String, @Nullable Object> of(StoredChunk chunk, List<HeldChunk> held) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        held.stream()
                .filter(before -> before.id().equals(chunk.id()))
                .forEach(before -> before.fields().forEach(name -> fields.put(name, null)));
        chunk.metadata()
                .forEach(
                        (name, value) -> {
                            if (name.equals("labels") && value instanceof Collection<?> labels) {
                                labels.forEach(label -> fields.put(LABEL + label, true));
                            }
                            flat(name, value, fields);
                        });
        fields.put(HASH, chunk.hash());
        return fields;
    }

    private static void flat(String name, Object value, Map<String, @Nullable Object> fields) {
        if (value instanceof Collection<?> list) {
            if (list.stream().allMatch(String.class::isInstance)) {
                fields.put(
                        name,
                        list.stream()
                                .map(String.class::cast)
                                .collect(Collectors.joining(separator(name))));
            }
        } else if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            fields.put(name, value);
        }
    }

    private static String separator(String name) {
        return switch (name) {
            case "breadcrumb" -> " > ";
            case "ancestors" -> " / ";
            default -> ", ";
        };
    }
}
