package dev.kbsync.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.deliver.SinkServer.Answer;
import dev.kbsync.deliver.SinkServer.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Refuses what OpenSearch refuses: another media type, a body without a newline at its end, an old
 * version, an empty date, a request that is too large.
 */
final class OpenSearchStandIn {

    private static final ObjectMapper JSON = new ObjectMapper();

    final Map<String, String> stored = new ConcurrentHashMap<>();

    /** Results by document id, instead of what would be done; each is used up if it is busy. */
    final Map<String, Integer> statuses = new ConcurrentHashMap<>();

    /** Versions of what was stored or deleted. */
    final Map<String, Long> versions = new ConcurrentHashMap<>();

    final Set<String> indexes = ConcurrentHashMap.newKeySet();
    volatile int largest = Integer.MAX_VALUE;

    synchronized Answer handle(Request request) {
        if (!request.headers().contains("Authorization=[ApiKey " + SinkContract.TOKEN + "]")) {
            return new Answer(401, "{\"error\":\"unauthorized\"}");
        }
        if (request.path().equals("/kb")) {
            return switch (request.method()) {
                case "HEAD" -> new Answer(indexes.contains("kb") ? 200 : 404, "");
                case "PUT" -> create(request);
                default -> new Answer(405, "{}");
            };
        }
        if (!request.method().equals("POST") || !request.path().startsWith("/_bulk?")) {
            return new Answer(405, "{}");
        }
        if (!request.headers().contains("Content-type=[application/x-ndjson]")) {
            return new Answer(406, "{\"error\":\"Content-Type header is not supported\"}");
        }
        if (request.body().length() > largest) {
            return new Answer(413, "");
        }
        if (!request.body().endsWith("\n")) {
            return new Answer(400, "{\"error\":{\"type\":\"illegal_argument_exception\"}}");
        }
        try {
            return bulk(request.body());
        } catch (JsonProcessingException e) {
            return new Answer(400, "{\"error\":{\"type\":\"json_parse_exception\"}}");
        }
    }

    private Answer create(Request request) {
        if (!request.body().contains("\"mappings\"") || !indexes.add("kb")) {
            return new Answer(
                    400,
                    "{\"error\":{\"type\":\"resource_already_exists_exception\"},\"status\":400}");
        }
        return Answer.ok("{\"acknowledged\":true}");
    }

    private Answer bulk(String body) throws JsonProcessingException {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode items = answer.putArray("items");
        List<String> lines = new ArrayList<>(body.lines().toList());
        while (!lines.isEmpty()) {
            JsonNode action = JSON.readTree(lines.remove(0));
            String name = action.fieldNames().next();
            JsonNode target = action.path(name);
            String document = name.equals("delete") ? "" : lines.remove(0);
            items.addObject().set(name, result(name, target, document));
        }
        answer.put("errors", true);
        return Answer.ok(answer.toString());
    }

    private ObjectNode result(String action, JsonNode target, String document)
            throws JsonProcessingException {
        String id = target.path("_id").asText();
        long version = target.path("version").asLong();
        Integer status = statuses.get(id);
        if (status != null) {
            statuses.computeIfPresent(id, (key, value) -> value == 429 ? null : value);
            return error(id, status, "mapper_parsing_exception", "failed to parse");
        }
        if (!target.path("version_type").asText().equals("external_gte")
                || !target.path("_index").asText().equals("kb")) {
            return error(id, 400, "action_request_validation_exception", "no version");
        }
        long held = versions.getOrDefault(id, 0L);
        if (version < held) {
            String reason =
                    "[%s]: version conflict, current version [%d] is higher than the one provided [%d]"
                            .formatted(id, held, version);
            return error(id, 409, "version_conflict_engine_exception", reason);
        }
        if (action.equals("delete")) {
            versions.put(id, version);
            return item(id, stored.remove(id) == null ? 404 : 200);
        }
        if (JSON.readTree(document).path("created").asText("none").isEmpty()) {
            return error(id, 400, "mapper_parsing_exception", "cannot parse empty date");
        }
        versions.put(id, version);
        return item(id, stored.put(id, document) == null ? 201 : 200);
    }

    private static ObjectNode item(String id, int status) {
        return JSON.createObjectNode().put("_id", id).put("status", status);
    }

    private static ObjectNode error(String id, int status, String type, String reason) {
        ObjectNode item = item(id, status);
        item.putObject("error").put("type", type).put("reason", reason);
        return item;
    }
}
