package dev.kbsync.deliver.chroma;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.deliver.SinkHttp;
import dev.kbsync.deliver.SinkHttp.Answer;
import dev.kbsync.deliver.SinkHttp.Request;
import dev.kbsync.deliver.SinkHttp.Server;
import dev.kbsync.deliver.SinkSetupException;
import dev.kbsync.deliver.vector.ChunkStore;
import dev.kbsync.deliver.vector.Embedding;
import dev.kbsync.deliver.vector.HeldChunk;
import dev.kbsync.deliver.vector.Replacement;
import dev.kbsync.deliver.vector.StoredChunk;
import dev.kbsync.page.Batches;
import dev.kbsync.page.Revision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The records of one collection. */
final class ChromaStore implements ChunkStore {

    /** Records in one request; Chroma takes some thousands. */
    private static final int RECORDS = 500;

    private static final int NOT_FOUND = 404;

    private final SinkHttp http;
    private final Server server;
    private final ChromaDatabase database;
    private final String collection;

    ChromaStore(SinkHttp http, Server server, ChromaDatabase database, String collection) {
        this.http = http;
        this.server = server;
        this.database = database;
        this.collection = collection;
    }

    @Override
    public Map<String, List<HeldChunk>> held(Collection<String> documentIds) throws Exception {
        Map<String, List<HeldChunk>> held = new HashMap<>();
        Answer found = http.ask(server, Request.get(database.collection(collection)), NOT_FOUND);
        if (found.status() == NOT_FOUND) {
            return held;
        }
        String path = database.records(found.body(), "get");
        int count = RECORDS;
        for (int from = 0; count == RECORDS; from += RECORDS) {
            JsonNode page =
                    http.ask(
                            server,
                            Request.post(
                                    path,
                                    Map.of(
                                            "where",
                                            Map.of(
                                                    ChromaFields.DOCUMENT,
                                                    Map.of("$in", documentIds)),
                                            "include",
                                            List.of("metadatas", "embeddings"),
                                            "limit",
                                            RECORDS,
                                            "offset",
                                            from)));
            count = page.path("ids").size();
            for (int i = 0; i < count; i++) {
                JsonNode metadata = page.path("metadatas").path(i);
                held.computeIfAbsent(
                                metadata.path(ChromaFields.DOCUMENT).asText(),
                                id -> new ArrayList<>())
                        .add(chunk(page.path("ids").path(i).asText(), metadata, page, i));
            }
        }
        return held;
    }

    private static HeldChunk chunk(String id, JsonNode metadata, JsonNode page, int i) {
        Set<String> fields = new HashSet<>();
        metadata.fieldNames().forEachRemaining(fields::add);
        return new HeldChunk(
                id,
                metadata.path(ChromaFields.HASH).asText(),
                Revision.of(
                        metadata.path(ChromaFields.VERSION).asInt(),
                        metadata.path(ChromaFields.UPDATED).asText()),
                Embedding.of(page.path("embeddings").path(i)),
                fields);
    }

    @Override
    public Map<String, Exception> replace(List<Replacement> replacements) throws Exception {
        List<Row> rows =
                replacements.stream()
                        .flatMap(
                                replacement ->
                                        replacement.chunks().stream()
                                                .map(chunk -> new Row(chunk, replacement.held())))
                        .toList();
        List<String> tail =
                replacements.stream()
                        .flatMap(replacement -> replacement.tail().stream().map(HeldChunk::id))
                        .toList();
        if (!rows.isEmpty()) {
            upsert(rows, made(rows.get(0).chunk().vector().size()));
        }
        if (!tail.isEmpty()) {
            delete(tail, http.ask(server, Request.get(database.collection(collection))));
        }
        return Map.of();
    }

    private record Row(StoredChunk chunk, List<HeldChunk> held) {}

    /** The collection, which is made if it is missing. */
    private JsonNode made(int dimensions) throws Exception {
        JsonNode found =
                http.ask(
                        server,
                        Request.post(
                                database.collections(),
                                Map.of(
                                        "name",
                                        collection,
                                        "get_or_create",
                                        true,
                                        "configuration",
                                        Map.of("hnsw", Map.of("space", "cosine")))));
        int size = found.path("dimension").asInt(dimensions);
        if (size != dimensions) {
            throw new SinkSetupException(
                    "holds vectors of %d numbers in the collection, and the model makes vectors of %d; name another collection, or delete this one."
                            .formatted(size, dimensions));
        }
        return found;
    }

    private void upsert(List<Row> rows, JsonNode found) throws Exception {
        for (List<Row> some : Batches.of(rows, RECORDS)) {
            List<Embedding> vectors = some.stream().map(row -> row.chunk().vector()).toList();
            // Without vectors Chroma would accept them all the same, and never write again.
            vectors.forEach(Objects::requireNonNull);
            http.ask(
                    server,
                    Request.post(
                            database.records(found, "upsert"),
                            Map.of(
                                    "ids",
                                    some.stream().map(row -> row.chunk().id()).toList(),
                                    "embeddings",
                                    vectors,
                                    "documents",
                                    some.stream().map(row -> row.chunk().text()).toList(),
                                    "metadatas",
                                    some.stream()
                                            .map(row -> ChromaFields.of(row.chunk(), row.held()))
                                            .toList())));
        }
    }

    private void delete(List<String> ids, JsonNode found) throws Exception {
        for (List<String> some : Batches.of(ids, RECORDS)) {
            http.ask(server, Request.post(database.records(found, "delete"), Map.of("ids", some)));
        }
    }
}
