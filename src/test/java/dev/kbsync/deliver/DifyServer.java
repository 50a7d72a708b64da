package dev.kbsync.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.deliver.SinkServer.Answer;
import dev.kbsync.deliver.SinkServer.Handler;
import dev.kbsync.deliver.SinkServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Dify's knowledge API as its documentation and source describe it, and as strict. */
final class DifyServer implements Handler {

    static final String DATASET = "0a1b2c3d-dddd-4ddd-8ddd-000000000001";
    private static final String BASE = "/v1/datasets/" + DATASET;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> BUILT_IN =
            Set.of("document_name", "uploader", "upload_date", "last_update_date", "source");

    /** By Dify's id. */
    final Map<String, Doc> docs = new LinkedHashMap<>();

    /** Name by id. */
    final Map<String, String> fields = new LinkedHashMap<>();

    /** Texts that cannot be indexed contain one of these. */
    final Set<String> unfit = ConcurrentHashMap.newKeySet();

    /** How many requests for changes are answered before one is cut off; negative for all. */
    int untilCutOff = -1;

    /** How many more looks it takes until the next document is indexed. */
    int slow;

    /** How many of the next changes exceed the plan. */
    int overPlan;

    /** A document. What is searched is the text that was indexed last. */
    static final class Doc {
        final String id = UUID.randomUUID().toString();
        final Map<String, JsonNode> metadata = new TreeMap<>();
        String batch = "";
        String name = "";
        String text = "";
        String indexed = "";
        String indexing = "waiting";
        String display = "queuing";
    }

    @Override
    public synchronized Answer handle(Request request) {
        if (!request.headers().contains("Authorization=[Bearer " + SinkContract.TOKEN + "]")) {
            return error(401, "unauthorized", "Access token is invalid");
        }
        if (!request.path().startsWith(BASE)) {
            return error(404, "not_found", "Dataset not found.");
        }
        String path = request.path().substring(BASE.length()).replaceFirst("\\?.*", "");
        if (!request.method().equals("GET") && overPlan-- > 0) {
            return error(
                    403,
                    "forbidden",
                    "Sorry, you have reached the knowledge base request rate limit of your subscription.");
        }
        Answer answer = handle(request, path);
        if (!request.method().equals("GET") && untilCutOff-- == 0) {
            throw new IllegalStateException("cut off");
        }
        return answer;
    }

    private Answer handle(Request request, String path) {
        String[] parts = path.split("/", -1);
        return switch (request.method() + " " + path.replaceAll("[0-9a-f-]{36}", "*")) {
            case "GET /documents" -> list(request.path());
            case "GET /documents/*" -> detail(parts[2]);
            case "GET /documents/*/indexing-status" -> status(parts[2]);
            case "POST /document/create-by-text" -> create(tree(request.body()));
            case "POST /documents/*/update-by-text" -> update(parts[2], tree(request.body()));
            case "DELETE /documents/*" -> delete(parts[2]);
            case "GET /metadata" -> fields();
            case "POST /metadata" -> field(tree(request.body()));
            case "POST /documents/metadata" -> values(tree(request.body()));
            default -> error(405, "method_not_allowed", "The method is not allowed.");
        };
    }

    private Answer list(String address) {
        String keyword = address.replaceFirst(".*[?&]keyword=", "").replaceFirst("&.*", "");
        if (!address.matches(".*[?&]limit=(100|[1-9]?[0-9])(&.*)?")) {
            return error(400, "invalid_param", "limit");
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode data = answer.putArray("data");
        docs.values().stream()
                .filter(doc -> doc.name.contains(keyword))
                .forEach(doc -> data.add(row(doc)));
        return Answer.ok(answer.put("has_more", false).toString());
    }

    private static ObjectNode row(Doc doc) {
        return JSON.createObjectNode()
                .put("id", doc.id)
                .put("name", doc.name)
                .put("indexing_status", doc.indexing)
                .put("display_status", doc.display);
    }

    private Answer detail(String id) {
        Doc doc = docs.get(id);
        if (doc == null) {
            return error(404, "not_found", "Document not found.");
        }
        Answer answer = Answer.ok(row(doc).toString());
        advance(doc);
        return answer;
    }

    private Answer status(String batch) {
        Doc doc =
                docs.values().stream().filter(d -> d.batch.equals(batch)).findFirst().orElse(null);
        if (doc == null) {
            return error(404, "not_found", "Documents not found.");
        }
        advance(doc);
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode row = answer.putArray("data").addObject().put("indexing_status", doc.indexing);
        row.put("error", doc.indexing.equals("error") ? "Model quota exceeded" : null);
        return Answer.ok(answer.toString());
    }

    /** Work goes on while somebody looks. */
    private void advance(Doc doc) {
        if (slow-- > 0) {
            return;
        }
        if (doc.indexing.equals("waiting")) {
            doc.indexing = "indexing";
            doc.display = "indexing";
        } else if (doc.indexing.equals("indexing")) {
            boolean fit = !doc.text.isBlank() && unfit.stream().noneMatch(doc.text::contains);
            doc.indexing = fit ? "completed" : "error";
            doc.display = fit ? "available" : "error";
            doc.indexed = fit ? doc.text : ""; // What was indexed before is lost.
        }
    }

    private Answer create(JsonNode body) {
        String technique = body.path("indexing_technique").asText("");
        if (!body.path("name").isTextual() || !body.path("text").isTextual()) {
            return error(400, "invalid_param", "name and text are required.");
        }
        if (docs.isEmpty() && technique.isEmpty()) {
            return error(400, "invalid_param", "indexing_technique is required.");
        }
        if ((!technique.isEmpty() && !Set.of("high_quality", "economy").contains(technique))
                || !body.path("doc_form").asText("text_model").equals("text_model")
                || !Set.of("automatic", "custom", "hierarchical")
                        .contains(body.at("/process_rule/mode").asText())) {
            return error(400, "invalid_param", "one of the values is none that is known");
        }
        Doc doc = new Doc();
        docs.put(doc.id, doc);
        return accepted(doc, body);
    }

    private Answer update(String id, JsonNode body) {
        Doc doc = docs.get(id);
        if (doc == null) {
            return error(404, "not_found", "Document not found.");
        }
        if (!body.path("name").isTextual() || !body.path("text").isTextual()) {
            return error(400, "invalid_param", "name is required when text is provided.");
        }
        if (!doc.display.equals("available")) {
            return error(400, "invalid_param", "Document is not available");
        }
        return accepted(doc, body);
    }

    private static Answer accepted(Doc doc, JsonNode body) {
        String name = body.path("name").asText();
        doc.name = name.length() > 200 ? name.substring(0, 200) : name;
        doc.text = body.path("text").asText();
        doc.batch = UUID.randomUUID().toString();
        doc.indexing = "waiting";
        doc.display = "queuing";
        ObjectNode answer = JSON.createObjectNode();
        answer.set("document", row(doc));
        return Answer.ok(answer.put("batch", doc.batch).toString());
    }

    private Answer delete(String id) {
        Doc doc = docs.get(id);
        if (doc == null) {
            return error(404, "not_found", "Document Not Exists.");
        }
        if (doc.display.equals("archived")) {
            return error(
                    403, "archived_document_immutable", "The archived document is not editable.");
        }
        if (Set.of("queuing", "indexing").contains(doc.display)) {
            return error(400, "document_indexing", "Cannot delete document during indexing.");
        }
        docs.remove(id);
        return new Answer(204, "");
    }

    private Answer fields() {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode list = answer.putArray("doc_metadata");
        fields.forEach((id, name) -> list.addObject().put("id", id).put("name", name));
        return Answer.ok(answer.put("built_in_field_enabled", false).toString());
    }

    private Answer field(JsonNode body) {
        String name = body.path("name").asText();
        if (!Set.of("string", "number", "time").contains(body.path("type").asText())) {
            return error(400, "invalid_param", "Invalid metadata type.");
        }
        if (fields.containsValue(name) || BUILT_IN.contains(name)) {
            return error(400, "invalid_param", "Metadata name already exists.");
        }
        String id = UUID.randomUUID().toString();
        fields.put(id, name);
        return new Answer(201, "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(id, name));
    }

    private Answer values(JsonNode body) {
        for (JsonNode operation : body.path("operation_data")) {
            Doc doc = docs.get(operation.path("document_id").asText());
            if (doc == null) {
                return error(404, "not_found", "Document not found.");
            }
            if (!operation.path("partial_update").asBoolean(false)) {
                doc.metadata.clear();
            }
            for (JsonNode value : operation.path("metadata_list")) {
                String name = value.path("name").asText();
                if (!name.equals(fields.get(value.path("id").asText()))) {
                    return error(400, "invalid_param", "Metadata not found.");
                }
                doc.metadata.put(name, value.path("value"));
            }
        }
        return Answer.ok("{\"result\":\"success\"}");
    }

    /** What readers find. */
    List<Doc> found() {
        return docs.values().stream().filter(doc -> !doc.indexed.isEmpty()).toList();
    }

    private static Answer error(int status, String code, String message) {
        return new Answer(
                status,
                JSON.createObjectNode()
                        .put("code", code)
                        .put("message", message)
                        .put("status", status)
                        .toString());
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
