package dev.kbsync.deliver.vector;

import dev.kbsync.embed.EmbeddingException;
import dev.kbsync.page.Chunk;
import dev.kbsync.page.Delivery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One document on its way into a store.
 *
 * @param delivery the document, or word that it is to go
 * @param chunks its chunks by id
 * @param hashes what each is embedded from, by id
 * @param held the chunks that the store has of it, and that this delivery may replace
 */
record Intake(
        Delivery delivery,
        Map<String, Chunk> chunks,
        Map<String, String> hashes,
        List<HeldChunk> held) {

    static Intake of(Delivery delivery, List<HeldChunk> held, ChunkVectors vectors) {
        long newest = held.stream().mapToLong(HeldChunk::revision).max().orElse(0);
        Map<String, Chunk> chunks = new LinkedHashMap<>();
        Map<String, String> hashes = new LinkedHashMap<>();
        if (!delivery.isRemoval() && newest > delivery.ref().revision()) {
            // Nothing of it is stored; what a version before the newer one left behind goes.
            return new Intake(
                    delivery,
                    chunks,
                    hashes,
                    held.stream().filter(chunk -> chunk.revision() < newest).toList());
        }
        delivery.chunks().stream()
                .filter(chunk -> !chunk.text().isBlank())
                .forEach(
                        chunk -> {
                            chunks.put(chunk.id(), chunk);
                            hashes.put(chunk.id(), vectors.hash(chunk));
                        });
        return new Intake(delivery, chunks, hashes, held);
    }

    /** How long its chunks are together. */
    int tokens() {
        return chunks.values().stream().mapToInt(Chunk::tokens).sum();
    }

    /** Why it cannot be stored: one of its vectors could not be made. */
    Optional<EmbeddingException> failure(Map<String, EmbeddingException> failures) {
        return hashes.values().stream()
                .filter(failures::containsKey)
                .findFirst()
                .map(failures::get);
    }

    Replacement replacement(Map<String, Embedding> vectors, ChunkFields fields) {
        List<StoredChunk> stored =
                chunks.values().stream()
                        .map(
                                chunk -> {
                                    String hash = Objects.requireNonNull(hashes.get(chunk.id()));
                                    return new StoredChunk(
                                            chunk.id(),
                                            hash,
                                            ChunkFields.storable(chunk.text()),
                                            Objects.requireNonNull(vectors.get(hash)),
                                            fields.of(delivery, chunk));
                                })
                        .toList();
        return new Replacement(delivery, stored, held);
    }
}
