package dev.kbsync.deliver.vector;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kbsync.embed.EmbeddingException;
import dev.kbsync.embed.Embeddings;
import dev.kbsync.embed.Embeddings.Passages;
import dev.kbsync.page.Chunk;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Makes vectors of the chunks that a store does not hold. What was made lately is kept: when a
 * delivery is tried again, or goes to a second store, it is not made again.
 */
@Component
class ChunkVectors {

    /** Numbers in vectors that are kept, four bytes each. */
    private static final long KEPT = 8_000_000;

    private final Embeddings embeddings;

    private final Cache<String, Embedding> made =
            Caffeine.newBuilder()
                    .maximumWeight(KEPT)
                    .weigher((String hash, Embedding vector) -> vector.size())
                    .build();

    ChunkVectors(Embeddings embeddings) {
        this.embeddings = embeddings;
    }

    /** Stands for what a chunk is embedded from, and by what. */
    String hash(Chunk chunk) {
        String source = embeddings.identity() + "\n" + embeddings.text(chunk);
        return UUID.nameUUIDFromBytes(source.getBytes(UTF_8)).toString();
    }

    /**
     * Vectors by hash, and what went wrong with the others.
     *
     * @param vectors by hash
     * @param failures by hash
     */
    record Made(Map<String, Embedding> vectors, Map<String, EmbeddingException> failures) {}

    /**
     * Embeds chunks, as many as possible in one request.
     *
     * @param chunks by hash
     */
    Made of(Map<String, Chunk> chunks) {
        Made result = new Made(new HashMap<>(made.getAllPresent(chunks.keySet())), new HashMap<>());
        Map<String, String> missing = new LinkedHashMap<>();
        chunks.forEach(
                (hash, chunk) -> {
                    if (!result.vectors().containsKey(hash)) {
                        missing.put(hash, embeddings.text(chunk));
                    }
                });
        Passages passages = embeddings.passages(missing.values());
        missing.forEach(
                (hash, text) -> {
                    float[] vector = passages.vectors().get(text);
                    if (vector == null) {
                        EmbeddingException failure = passages.failures().get(text);
                        result.failures().put(hash, Objects.requireNonNull(failure));
                    } else {
                        made.put(hash, new Embedding(vector));
                        result.vectors().put(hash, new Embedding(vector));
                    }
                });
        return result;
    }
}
