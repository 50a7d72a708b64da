package dev.kbsync.deliver.vector;

import dev.kbsync.deliver.Batch;
import dev.kbsync.ledger.DocumentTokenStore;
import dev.kbsync.page.Chunk;
import dev.kbsync.page.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Brings the documents of a batch into a store of vectors. The store itself says what it holds, and
 * only what is new to it is embedded. Nothing is written before all vectors of a document are
 * there.
 */
@Component
public class ChunkDeliveries {

    private final ChunkVectors vectors;
    private final ChunkFields fields;
    private final DocumentTokenStore tokens;

    ChunkDeliveries(ChunkVectors vectors, ChunkFields fields, DocumentTokenStore tokens) {
        this.tokens = tokens;
        this.vectors = vectors;
        this.fields = fields;
    }

    /**
     * @return what went wrong, by document id
     * @throws Exception if the store cannot be asked
     */
    public Map<String, Exception> deliver(Batch batch, ChunkStore store) throws Exception {
        List<Delivery> deliveries = batch.getDeliveries();
        Map<String, List<HeldChunk>> held =
                store.held(deliveries.stream().map(Delivery::documentId).toList());
        List<Intake> intakes =
                deliveries.stream()
                        .map(
                                delivery ->
                                        Intake.of(
                                                delivery,
                                                held.getOrDefault(delivery.documentId(), List.of()),
                                                vectors))
                        .toList();
        Map<Boolean, List<Intake>> going =
                intakes.stream()
                        .collect(Collectors.partitioningBy(one -> one.delivery().isRemoval()));
        List<Intake> removals = Objects.requireNonNull(going.get(true));
        List<Intake> others = Objects.requireNonNull(going.get(false));
        // First, and whatever becomes of the others: they need no vectors.
        Map<String, Exception> refused =
                new HashMap<>(
                        store.replace(
                                removals.stream()
                                        .map(intake -> intake.replacement(Map.of(), fields))
                                        .toList()));
        try {
            refused.putAll(stored(others, held, store));
        } catch (Exception e) {
            if (removals.isEmpty()) {
                throw e;
            }
            others.forEach(intake -> refused.put(intake.delivery().documentId(), e));
        }
        tokens.keep(
                intakes.stream()
                        .filter(intake -> !refused.containsKey(intake.delivery().documentId()))
                        .collect(
                                Collectors.toMap(
                                        intake -> intake.delivery().documentId(), Intake::tokens)));
        return refused;
    }

    private Map<String, Exception> stored(
            List<Intake> intakes, Map<String, List<HeldChunk>> held, ChunkStore store)
            throws Exception {
        Map<String, Embedding> known = new HashMap<>();
        // A store may have been told not to keep vectors.
        held.values().stream()
                .flatMap(List::stream)
                .filter(chunk -> chunk.vector().size() > 0)
                .forEach(chunk -> known.put(chunk.hash(), chunk.vector()));
        ChunkVectors.Made made = vectors.of(missing(intakes, known));
        known.putAll(made.vectors());
        Map<String, Exception> refused = new HashMap<>();
        List<Replacement> replacements = new ArrayList<>();
        for (Intake intake : intakes) {
            intake.failure(made.failures())
                    .ifPresentOrElse(
                            failure -> refused.put(intake.delivery().documentId(), failure),
                            () -> replacements.add(intake.replacement(known, fields)));
        }
        refused.putAll(store.replace(replacements));
        return refused;
    }

    /** The chunks that have to be embedded, by hash. */
    private static Map<String, Chunk> missing(List<Intake> intakes, Map<String, Embedding> known) {
        Map<String, Chunk> missing = new LinkedHashMap<>();
        for (Intake intake : intakes) {
            intake.chunks().values().stream()
                    .filter(chunk -> !known.containsKey(intake.hashes().get(chunk.id())))
                    .forEach(chunk -> missing.put(intake.hashes().get(chunk.id()), chunk));
        }
        return missing;
    }
}
