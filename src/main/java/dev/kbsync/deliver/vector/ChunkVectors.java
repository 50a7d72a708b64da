package dev.kbsync.deliver.vector;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kbsync.embed.EmbeddingException;
import dev.kbsync.embed.EmbeddingException.Kind;
import dev.kbsync.embed.Embeddings;
import dev.kbsync.page.Batches;
import dev.kbsync.page.Chunk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    record Made(Map<String, Embedding> vectors, Map<String, EmbeddingException> failures) {

        /** Why no more is asked for. */
        Optional<EmbeddingException> end() {
            return failures.values().stream().filter(e -> e.kind() != Kind.TEXT).findFirst();
        }
    }

    /**
     * Embeds chunks, as many as possible in one request.
     *
     * @param chunks by hash
     */
    Made of(Map<String, Chunk> chunks) {
        Made result = new Made(new HashMap<>(made.getAllPresent(chunks.keySet())), new HashMap<>());
        List<String> missing =
                chunks.keySet().stream()
                        .filter(hash -> !result.vectors().containsKey(hash))
                        .toList();
        for (List<String> some : Batches.of(missing, embeddings.batchSize())) {
            result.end()
                    .ifPresentOrElse(
                            failure -> some.forEach(hash -> result.failures().put(hash, failure)),
                            () -> embed(some, chunks, result));
        }
        return result;
    }

    /** In halves, if the service refuses one of the texts: only its document is to fail. */
    private void embed(List<String> hashes, Map<String, Chunk> chunks, Made result) {
        try {
            List<String> texts =
                    hashes.stream()
                            .map(hash -> embeddings.text(Objects.requireNonNull(chunks.get(hash))))
                            .toList();
            List<float[]> vectors = embeddings.passages(texts);
            for (int i = 0; i < hashes.size(); i++) {
                result.vectors().put(hashes.get(i), new Embedding(vectors.get(i)));
                made.put(hashes.get(i), new Embedding(vectors.get(i)));
            }
        } catch (EmbeddingException e) {
            int half = hashes.size() / 2;
            if (e.kind() == Kind.TEXT && half > 0) {
                embed(hashes.subList(0, half), chunks, result);
                embed(hashes.subList(half, hashes.size()), chunks, result);
            } else {
                hashes.forEach(hash -> result.failures().put(hash, e));
            }
        }
    }
}
