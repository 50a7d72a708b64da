package dev.kbsync.deliver.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.deliver.SinkBusyException;
import dev.kbsync.deliver.SinkHttp;
import dev.kbsync.deliver.SinkHttp.Request;
import dev.kbsync.deliver.SinkHttp.Server;
import dev.kbsync.deliver.SinkSetupException;
import dev.kbsync.deliver.vector.HeldChunk;
import dev.kbsync.deliver.vector.Replacement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Sends chunks in requests to {@code /_bulk}, and keeps what was refused of which document. */
final class ChunkBulk {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ContentType LINES = ContentType.create("application/x-ndjson");

    /** Bytes in one request; servers take a hundred million at most. */
    private static final int MOST = 8_000_000;

    private static final String RESULTS =
            "/_bulk?filter_path=errors,items.*._id,items.*.status,items.*.error.type,items.*.error.reason";

    private final SinkHttp http;
    private final Server server;
    private final String index;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final List<String> documents = new ArrayList<>();
    private final Map<String, Exception> refused = new HashMap<>();

    ChunkBulk(SinkHttp http, Server server, String index) {
        this.http = http;
        this.server = server;
        this.index = index;
    }

    /** By document id. */
    Map<String, Exception> refused() {
        return refused;
    }

    void index(Replacement replacement, Map<String, Object> source) throws Exception {
        add(
                replacement,
                "index",
                String.valueOf(source.remove("id")),
                replacement.revision(),
                source);
    }

    /** In whatever version it is there: what is withdrawn goes. */
    void delete(Replacement replacement, HeldChunk chunk) throws Exception {
        long version = Math.max(replacement.revision(), chunk.revision());
        add(replacement, "delete", chunk.id(), version, Map.of());
    }

    private void add(
            Replacement replacement,
            String action,
            String id,
            long version,
            Map<String, Object> source)
            throws Exception {
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("_id", id);
        target.put("version", version);
        target.put("version_type", "external_gte");
        line(Map.of(action, target));
        if (!source.isEmpty()) {
            line(source);
        }
        documents.add(replacement.documentId());
        if (lines.size() > MOST) {
            flush();
        }
    }

    private void line(Object json) throws IOException {
        lines.writeBytes(JSON.writeValueAsBytes(json));
        lines.write('\n');
    }

    /** Sends what waits. */
    void flush() throws Exception {
        if (documents.isEmpty()) {
            return;
        }
        JsonNode items =
                http.ask(
                                server,
                                new Request(
                                        "POST",
                                        index + RESULTS,
                                        new ByteArrayEntity(lines.toByteArray(), LINES)))
                        .path("items");
        if (items.size() != documents.size()) {
            throw new SinkSetupException(
                    "did not answer as a bulk request is answered; check its address.");
        }
        for (int i = 0; i < documents.size(); i++) {
            read(documents.get(i), items.get(i));
        }
        lines.reset();
        documents.clear();
    }

    /** An item is an object with one field, which is called after its action. */
    private void read(String document, JsonNode item) {
        JsonNode result = item.elements().next();
        int status = result.path("status").asInt();
        if (status == 409) {
            refused.put(
                    document,
                    new SinkBusyException(
                            "was given another version of the document meanwhile; the page is tried again."));
        } else if (status < 200 || (status >= 300 && !(status == 404 && item.has("delete")))) {
            refused.put(document, BulkResults.refusal(status, result));
        }
    }
}
