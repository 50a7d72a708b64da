package dev.kbsync.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.deliver.SinkServer.Answer;
import dev.kbsync.deliver.SinkServer.Handler;
import dev.kbsync.deliver.SinkServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Onyx's ingestion API as its documentation and source describe it, and as strict. */
final class OnyxServer implements Handler {

    private static final String INGESTION = "/api/onyx-api/ingestion";
    private static final ObjectMapper JSON = new ObjectMapper();

    final Map<String, JsonNode> ingested = new ConcurrentHashMap<>();
    final Set<String> ofConnectors = ConcurrentHashMap.newKeySet();
    final Set<String> refused = ConcurrentHashMap.newKeySet();

    @Override
    public Answer handle(Request request) {
        if (!request.headers().contains("Authorization=[Bearer " + SinkContract.TOKEN + "]")) {
            return error(403, "Access denied. User is not authenticated.");
        }
        if (request.method().equals("POST") && request.path().equals(INGESTION)) {
            return upsert(tree(request.body()));
        }
        if (request.method().equals("DELETE") && request.path().startsWith(INGESTION + "/")) {
            return delete(request.path().substring(INGESTION.length() + 1));
        }
        return error(404, "Not Found");
    }

    private Answer upsert(JsonNode request) {
        JsonNode document = request.path("document");
        if (!isValid(document)) {
            return error(422, "Field required");
        }
        if (request.has("cc_pair_id") && request.path("cc_pair_id").asInt() != 7) {
            return error(400, "Connector-Credential Pair specified does not exist");
        }
        String id = document.path("id").asText();
        if (refused.contains(id)) {
            return error(400, "refused");
        }
        boolean existed = ingested.put(id, request) != null;
        return Answer.ok("{\"document_id\":\"%s\",\"already_existed\":%s}".formatted(id, existed));
    }

    private static boolean isValid(JsonNode document) {
        boolean valid =
                document.path("id").isTextual()
                        && !document.path("semantic_identifier").asText().isEmpty()
                        && document.path("source").asText().equals("ingestion_api")
                        && document.path("sections").isArray()
                        && document.path("metadata").isObject();
        for (JsonNode section : document.path("sections")) {
            valid &= section.path("text").isTextual() && section.path("link").isTextual();
        }
        for (JsonNode value : document.path("metadata")) {
            valid &= value.isTextual() || value.isArray();
            for (JsonNode item : value) {
                valid &= item.isTextual();
            }
        }
        try {
            OffsetDateTime.parse(document.path("doc_updated_at").asText());
        } catch (DateTimeParseException e) {
            return false;
        }
        return valid;
    }

    private Answer delete(String id) {
        if (ofConnectors.contains(id)) {
            return error(400, "Document was not created via the ingestion API");
        }
        return ingested.remove(id) == null ? error(404, "Document not found") : Answer.ok("null");
    }

    private static Answer error(int status, String detail) {
        return new Answer(status, "{\"detail\":\"%s\"}".formatted(detail));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
