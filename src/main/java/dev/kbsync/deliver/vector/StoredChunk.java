package dev.kbsync.deliver.vector;

import java.util.Map;

/**
 * A chunk as it is to be stored.
 *
 * @param id {@code <document id>#<n>}
 * @param hash of what was embedded and by what: equal hashes, equal vectors
 * @param text its text
 * @param vector its vector
 * @param metadata what is known of it and of its page
 */
public record StoredChunk(
        String id, String hash, String text, Embedding vector, Map<String, Object> metadata) {}
