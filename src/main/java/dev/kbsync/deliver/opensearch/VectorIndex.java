package dev.kbsync.deliver.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.deliver.Deliveries;
import dev.kbsync.deliver.SinkBusyException;
import dev.kbsync.deliver.SinkHttp;
import dev.kbsync.deliver.SinkHttp.Request;
import dev.kbsync.deliver.SinkHttp.Server;
import dev.kbsync.deliver.SinkSetupException;
import dev.kbsync.deliver.vector.ChunkStore;
import dev.kbsync.deliver.vector.Embedding;
import dev.kbsync.deliver.vector.HeldChunk;
import dev.kbsync.deliver.vector.Replacement;
import dev.kbsync.deliver.vector.StoredChunk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The chunks in one index. */
final class VectorIndex implements ChunkStore {

    /** No list of names, no pattern, nothing of the server's own. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._+-]{0,254}");

    private static final String FOUND =
            "allow_partial_search_results=false"
                    + "&filter_path=timed_out,_shards.failed,hits.hits._id,hits.hits._version,hits.hits.sort,hits.hits._source";

    private static final int HITS = 500;
    private static final int NOT_FOUND = 404;

    private final SinkHttp http;
    private final Server server;
    private final String index;

    VectorIndex(SinkHttp http, Server server, String index) {
        if (!NAME.matcher(index).matches()) {
            throw new SinkSetupException(
                    "has an index whose name cannot be used; write it in lower case, without blanks and asterisks.");
        }
        this.http = http;
        this.server = server;
        this.index = index;
    }

    /** Only what is refreshed is found. */
    @Override
    public Map<String, List<HeldChunk>> held(Collection<String> documentIds) throws Exception {
        Map<String, List<HeldChunk>> held = new HashMap<>();
        if (http.ask(server, Request.post(index + "/_refresh", Map.of()), NOT_FOUND).status()
                == NOT_FOUND) {
            return held;
        }
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("size", HITS);
        query.put("version", true);
        query.put("_source", List.of("document_id", "hash", "embedding"));
        query.put("query", Map.of("terms", Map.of("document_id", documentIds)));
        query.put("sort", List.of(sort("document_id", "keyword"), sort("chunk", "integer")));
        JsonNode hits;
        do {
            hits = whole(http.ask(server, Request.post(index + "/_search?" + FOUND, query)));
            for (JsonNode hit : hits) {
                query.put("search_after", hit.path("sort"));
                held.computeIfAbsent(
                                hit.at("/_source/document_id").asText(), id -> new ArrayList<>())
                        .add(chunk(hit));
            }
        } while (hits.size() == HITS);
        return held;
    }

    /** What a part of the index does not answer would stay there for good. */
    private static JsonNode whole(JsonNode answer) throws SinkBusyException {
        if (answer.at("/_shards/failed").asInt(1) > 0 || answer.at("/timed_out").asBoolean()) {
            throw new SinkBusyException("did not search all of its index.");
        }
        return answer.at("/hits/hits");
    }

    private static Map<String, Object> sort(String field, String type) {
        return Map.of(field, Map.of("order", "asc", "unmapped_type", type));
    }

    private static HeldChunk chunk(JsonNode hit) {
        return new HeldChunk(
                hit.path("_id").asText(),
                hit.at("/_source/hash").asText(),
                hit.path("_version").asLong(),
                Embedding.of(hit.at("/_source/embedding")),
                Set.of());
    }

    @Override
    public Map<String, Exception> replace(List<Replacement> replacements) throws Exception {
        List<Integer> sizes =
                replacements.stream()
                        .flatMap(replacement -> replacement.chunks().stream())
                        .map(chunk -> chunk.vector().size())
                        .distinct()
                        .toList();
        VectorMapping mapping = new VectorMapping(http, server, index);
        for (int dimensions : sizes) {
            mapping.prepare(dimensions);
        }
        ChunkBulk bulk = new ChunkBulk(http, server, index);
        for (Replacement replacement : replacements) {
            for (int n = 0; n < replacement.chunks().size(); n++) {
                bulk.index(replacement, source(replacement.chunks().get(n), n));
            }
        }
        bulk.flush();
        for (Replacement replacement : replacements) {
            // Of a document that is not whole, what was there before stays.
            if (!bulk.refused().containsKey(replacement.documentId())) {
                for (HeldChunk chunk : replacement.tail()) {
                    bulk.delete(replacement, chunk);
                }
            }
        }
        bulk.flush();
        return bulk.refused();
    }

    private static Map<String, Object> source(StoredChunk chunk, int n) {
        Map<String, Object> source = Deliveries.gathered(chunk.metadata());
        source.put("id", chunk.id());
        source.put("chunk", n);
        source.put("hash", chunk.hash());
        source.put("content", chunk.text());
        source.put("embedding", chunk.vector());
        return source;
    }
}
