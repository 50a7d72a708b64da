package dev.kbsync.deliver.vector;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A place that keeps chunks with their vectors. */
public interface ChunkStore {

    /**
     * The chunks that it holds of these documents, by document id.
     *
     * @throws Exception if it cannot be asked
     */
    Map<String, List<HeldChunk>> held(Collection<String> documentIds) throws Exception;

    /**
     * Stores chunks, and then deletes those that are replaced.
     *
     * @return what went wrong, by document id
     * @throws Exception if nothing is known of any document
     */
    Map<String, Exception> replace(List<Replacement> replacements) throws Exception;
}
