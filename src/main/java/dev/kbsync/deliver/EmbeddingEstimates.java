package dev.kbsync.deliver;

import dev.kbsync.embed.Embeddings;
import dev.kbsync.ledger.DocumentTokenStore;
import dev.kbsync.page.Batches;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Foretells what deliveries to a sink of vectors have embedded. */
@Component
public class EmbeddingEstimates {

    private static final int AT_ONCE = 500;

    private final ConfiguredTargets targets;
    private final DocumentTokenStore store;
    private final Embeddings embeddings;

    EmbeddingEstimates(ConfiguredTargets targets, DocumentTokenStore store, Embeddings embeddings) {
        this.targets = targets;
        this.store = store;
        this.embeddings = embeddings;
    }

    /**
     * One sentence for a sink; empty if it stores no vectors. Of documents that were never embedded
     * the average of the others is taken.
     *
     * @param documentIds the documents that are to be delivered to it
     */
    public String of(String sink, List<String> documentIds) {
        if (!targets.storesVectors(sink) || documentIds.isEmpty()) {
            return "";
        }
        long known = 0;
        long tokens = 0;
        for (List<String> some : Batches.of(documentIds, AT_ONCE)) {
            Map<String, Long> found = store.find(some);
            known += found.size();
            tokens += found.values().stream().mapToLong(Long::longValue).sum();
        }
        return String.format(
                Locale.ROOT,
                "sink \"%s\": %,d documents to embed with %s, %s",
                sink,
                documentIds.size(),
                embeddings.model(),
                known == 0
                        ? "of unknown length"
                        : String.format(
                                Locale.ROOT,
                                "at most about %,d tokens; only what the sink does not hold is embedded",
                                tokens * documentIds.size() / known));
    }
}
