package dev.kbsync.deliver.vector;

import dev.kbsync.page.Delivery;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to become of one document in a store.
 *
 * @param delivery the document
 * @param chunks its chunks from now on; none if it is to go, or has no text
 * @param held the chunks that the store has now
 */
public record Replacement(Delivery delivery, List<StoredChunk> chunks, List<HeldChunk> held) {

    public String documentId() {
        return delivery.documentId();
    }

    public long revision() {
        return delivery.ref().revision();
    }

    /** The chunks that are to go, once the others are stored. */
    public List<HeldChunk> tail() {
        Set<String> kept = chunks.stream().map(StoredChunk::id).collect(Collectors.toSet());
        return held.stream().filter(chunk -> !kept.contains(chunk.id())).toList();
    }
}
