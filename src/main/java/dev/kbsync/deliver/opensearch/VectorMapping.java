package dev.kbsync.deliver.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.deliver.SinkHttp;
import dev.kbsync.deliver.SinkHttp.Answer;
import dev.kbsync.deliver.SinkHttp.Request;
import dev.kbsync.deliver.SinkHttp.Server;
import dev.kbsync.deliver.SinkSetupException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * Makes an index for vectors when it is missing, and says whether the one that is there will do.
 */
final class VectorMapping {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private static final String INDEX =
            """
            { "settings": { "index": { "knn": true } },
              "mappings": { "date_detection": false, "properties": {
                "document_id": { "type": "keyword" },
                "chunk": { "type": "integer" },
                "hash": { "type": "keyword", "index": false },
                "version": { "type": "integer" },
                "embedding": { "type": "knn_vector", "dimension": %d,
                  "method": { "name": "hnsw", "engine": "lucene", "space_type": "cosinesimil" } },
                "content": { "type": "text" },
                "title": { "type": "text", "fields": { "keyword": { "type": "keyword", "ignore_above": 1024 } } },
                "breadcrumb": { "type": "text", "fields": { "keyword": { "type": "keyword", "ignore_above": 1024 } } },
                "url": { "type": "keyword", "ignore_above": 4096 },
                "page_url": { "type": "keyword", "ignore_above": 4096 },
                "kinds": { "type": "keyword" },
                "tokens": { "type": "integer" },
                "site": { "type": "keyword" },
                "space": { "type": "keyword" },
                "type": { "type": "keyword" },
                "path": { "type": "text" },
                "ancestors": { "type": "keyword", "ignore_above": 1024 },
                "author": { "type": "keyword", "ignore_above": 1024 },
                "updated": { "type": "date" },
                "creator": { "type": "keyword", "ignore_above": 1024 },
                "created": { "type": "date" },
                "labels": { "type": "keyword", "ignore_above": 1024 },
                "properties": { "type": "keyword", "ignore_above": 1024 },
                "format": { "type": "keyword" },
                "media_type": { "type": "keyword", "ignore_above": 1024 },
                "size": { "type": "long" },
                "attached_to": { "type": "keyword" },
                "restricted": { "type": "boolean" },
                "readers": { "type": "nested", "properties": {
                  "page": { "properties": { "id": { "type": "keyword" }, "name": { "type": "text" } } },
                  "users": { "properties": { "id": { "type": "keyword" }, "name": { "type": "text" } } },
                  "groups": { "properties": { "id": { "type": "keyword" }, "name": { "type": "text" } } } } } } } }
            """;

    private final SinkHttp http;
    private final Server server;
    private final String index;

    VectorMapping(SinkHttp http, Server server, String index) {
        this.http = http;
        this.server = server;
        this.index = index;
    }

    /**
     * Has the index take vectors of this size.
     *
     * @throws SinkSetupException if it takes others, or none
     */
    void prepare(int dimensions) throws Exception {
        Answer answer = fields();
        if (answer.status() == NOT_FOUND) {
            create(dimensions);
            answer = fields();
        }
        for (JsonNode one : answer.body()) {
            check(one.at("/mappings/embedding/mapping/embedding"), dimensions);
        }
    }

    private Answer fields() throws Exception {
        return http.ask(server, Request.get(index + "/_mapping/field/embedding"), NOT_FOUND);
    }

    private void check(JsonNode field, int dimensions) {
        if (field.path("dimension").asInt() != dimensions) {
            throw new SinkSetupException(
                    "has an index \"%s\" whose field \"embedding\" takes %s, and the model makes vectors of %d numbers; name another index, or delete this one."
                            .formatted(
                                    index,
                                    field.has("dimension")
                                            ? field.path("dimension").asInt() + " numbers"
                                            : "no vectors",
                                    dimensions));
        }
    }

    private void create(int dimensions) throws Exception {
        String body = INDEX.formatted(dimensions);
        Answer answer =
                http.ask(
                        server,
                        new Request(
                                "PUT", index, new StringEntity(body, ContentType.APPLICATION_JSON)),
                        BAD_REQUEST);
        BulkResults.created(answer.body());
    }
}
