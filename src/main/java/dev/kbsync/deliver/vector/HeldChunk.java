package dev.kbsync.deliver.vector;

import java.util.Set;

/**
 * A chunk as a store holds it.
 *
 * @param id its id
 * @param hash what it was embedded from, see {@link StoredChunk#hash}
 * @param revision the {@link dev.kbsync.page.Revision} of the page that it is of
 * @param vector its vector
 * @param fields the names of its metadata, where a store has to be told which of them go
 */
public record HeldChunk(
        String id, String hash, long revision, Embedding vector, Set<String> fields) {}
