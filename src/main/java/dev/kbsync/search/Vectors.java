package dev.kbsync.search;

import dev.kbsync.embed.EmbeddingException;
import dev.kbsync.embed.Embeddings;
import dev.kbsync.embed.Embeddings.Passages;
import dev.kbsync.page.Chunk;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.Sentence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vectors of chunks and of questions, where there is a service that makes them. Only chunks that
 * the index holds in no former version of their document are embedded.
 */
final class Vectors {

    private static final Logger log = LoggerFactory.getLogger(Vectors.class);

    private final Embeddings embeddings;
    private final Snapshots snapshots;

    /** Those of another model are in another field: they cannot be compared. */
    private final String field;

    Vectors(Embeddings embeddings, Snapshots snapshots) {
        this.embeddings = embeddings;
        this.snapshots = snapshots;
        this.field = Fields.VECTOR + name(embeddings.identity());
    }

    /**
     * Vectors for a batch.
     *
     * @param vectors by hash; none where there is no service
     * @param failures why a document cannot be stored, by its id
     */
    record Made(Vectors maker, Map<String, float[]> vectors, Map<String, Exception> failures) {

        /** The fields of a chunk. */
        List<IndexableField> fields(Chunk chunk) {
            String hash = maker.hash(chunk);
            float[] vector = vectors.get(hash);
            return vector == null
                    ? List.of()
                    : List.of(
                            new StoredField(Fields.HASH, hash),
                            new KnnFloatVectorField(
                                    maker.field, vector, VectorSimilarityFunction.COSINE));
        }
    }

    /**
     * The vectors of all chunks of a batch.
     *
     * @throws IOException if the index cannot be read
     */
    Made of(List<Delivery> deliveries) throws IOException {
        Made made = new Made(this, new HashMap<>(), new HashMap<>());
        if (!embeddings.isConfigured()) {
            return made;
        }
        made.vectors().putAll(held(deliveries));
        List<Delivery> upserts = deliveries.stream().filter(d -> !d.isRemoval()).toList();
        Map<String, String> missing = missing(upserts, made.vectors());
        Passages passages = embeddings.passages(missing.values());
        missing.forEach(
                (hash, text) -> {
                    float[] vector = passages.vectors().get(text);
                    if (vector != null) {
                        made.vectors().put(hash, vector);
                    }
                });
        if (!passages.failures().isEmpty()) {
            upserts.forEach(delivery -> fail(delivery, made, passages));
        }
        return made;
    }

    /** Only a document with a text that has no vector is to fail. */
    private void fail(Delivery delivery, Made made, Passages passages) {
        missing(List.of(delivery), made.vectors()).values().stream()
                .map(text -> Objects.requireNonNull(passages.failures().get(text)))
                .findFirst()
                .ifPresent(failure -> made.failures().put(delivery.documentId(), failure));
    }

    /** Texts to embed by their hashes. */
    private Map<String, String> missing(List<Delivery> upserts, Map<String, float[]> vectors) {
        Map<String, String> missing = new LinkedHashMap<>();
        for (Delivery delivery : upserts) {
            for (Chunk chunk : Fields.chunks(delivery)) {
                String hash = hash(chunk);
                if (!vectors.containsKey(hash)) {
                    missing.put(hash, embeddings.text(chunk));
                }
            }
        }
        return missing;
    }

    private Map<String, float[]> held(List<Delivery> deliveries) throws IOException {
        List<String> ids = new ArrayList<>();
        deliveries.forEach(delivery -> ids.add(delivery.documentId()));
        try {
            return snapshots.ask(searcher -> HeldVectors.of(searcher, field, ids));
        } catch (MissingIndexException e) {
            return Map.of();
        }
    }

    private String hash(Chunk chunk) {
        return name(embeddings.text(chunk));
    }

    private static String name(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The vector of a question; empty if there is none, which leaves the words. */
    Optional<float[]> of(String question) {
        if (!embeddings.isConfigured()) {
            return Optional.empty();
        }
        try {
            return Optional.of(embeddings.query(question));
        } catch (EmbeddingException e) {
            log.warn("A question was answered by its words alone: {}", Sentence.of(e));
            return Optional.empty();
        }
    }

    /** The passages whose vectors are nearest. */
    Query near(float[] vector, int count, Query filter) {
        return new KnnFloatVectorQuery(field, vector, count, filter);
    }
}
