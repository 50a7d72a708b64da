package dev.kbsync.deliver;

import dev.kbsync.page.Chunk;
import dev.kbsync.page.Delivery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Chunks as lines of JSON, and as trees for it. */
public final class ChunkLines {

    private ChunkLines() {}

    /** A line for each chunk. */
    public static String of(List<Chunk> chunks) {
        return chunks.stream()
                .map(chunk -> JsonLines.json(tree(chunk)) + "\n")
                .collect(Collectors.joining());
    }

    /** A line for each chunk of a delivery, with what is known of its document. */
    static String of(Delivery delivery) {
        Map<String, Object> metadata = JsonLines.metadata(delivery);
        return delivery.chunks().stream()
                .map(
                        chunk -> {
                            Map<String, Object> line = tree(chunk);
                            line.put("title", delivery.ref().title());
                            line.put("metadata", metadata);
                            return JsonLines.json(line) + "\n";
                        })
                .collect(Collectors.joining());
    }

    /** One chunk; the id comes first, as it is how kbsync knows its own file. */
    static Map<String, Object> tree(Chunk chunk) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", chunk.id());
        tree.put("hash", chunk.hash());
        tree.put("breadcrumb", chunk.breadcrumb());
        tree.put("url", chunk.url());
        tree.put("kinds", chunk.kinds());
        tree.put("tokens", chunk.tokens());
        tree.put("text", chunk.text());
        return tree;
    }
}
