package dev.kbsync.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.http.Request;
import dev.kbsync.simulator.http.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One GET operation as Atlassian describes it. */
final class DescribedOperation {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V4);

    private final Template path;
    private final JsonNode components;
    private final JsonSchema answer;
    private final Map<String, JsonNode> parameters = new HashMap<>();

    DescribedOperation(String path, JsonNode operation, JsonNode components) {
        this.path = Template.of(path);
        this.components = components;
        answer = schema(operation.path("answer"));
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("in").asText().equals("query")) {
                parameters.put(parameter.path("name").asText(), parameter);
            }
        }
    }

    private JsonSchema schema(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", components);
        return SCHEMAS.getSchema(whole);
    }

    Template path() {
        return path;
    }

    /** What a request has that the description does not allow. */
    List<String> differences(Request request) {
        List<String> all = new ArrayList<>();
        Map<String, List<String>> sent = request.parameters().values();
        parameters.values().stream()
                .filter(parameter -> parameter.path("required").asBoolean())
                .map(parameter -> parameter.path("name").asText())
                .filter(name -> !sent.containsKey(name))
                .forEach(name -> all.add(path.text() + " lacks the parameter " + name));
        sent.forEach(
                (name, values) -> {
                    JsonNode parameter = parameters.get(name);
                    if (parameter == null) {
                        all.add(path.text() + " knows no parameter " + name);
                    } else {
                        all.addAll(differences(name, values, parameter));
                    }
                });
        return all;
    }

    private List<String> differences(String name, List<String> values, JsonNode parameter) {
        JsonNode schema = parameter.path("schema");
        boolean list = schema.path("type").asText().equals("array");
        if (values.contains("") || (values.size() > 1 && !list)) {
            return List.of(path.text() + " cannot have " + name + " " + values);
        }
        boolean commas = parameter.path("x-comma-separated").asBoolean();
        ArrayNode all = Json.array();
        values.stream()
                .flatMap(value -> commas ? Stream.of(value.split(",", -1)) : Stream.of(value))
                .forEach(value -> all.add(typed(value, list ? schema.path("items") : schema)));
        return validate(schema(schema), list ? all : all.get(0))
                .map(message -> "%s, parameter %s: %s".formatted(path.text(), name, message))
                .toList();
    }

    /** A value as JSON has it: numbers and truth values are no texts. */
    private static JsonNode typed(String value, JsonNode schema) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (schema.path("type").asText()) {
            case "integer", "number" ->
                    value.matches("-?\\d{1,18}")
                            ? json.numberNode(Long.parseLong(value))
                            : json.textNode(value);
            case "boolean" ->
                    value.matches("true|false")
                            ? json.booleanNode(Boolean.parseBoolean(value))
                            : json.textNode(value);
            default -> json.textNode(value);
        };
    }

    /** What a good answer has that the description does not allow; what others have is not told. */
    List<String> differences(Answer given) {
        if (given.status() != 200 || !given.contentType().contains("json")) {
            return List.of();
        }
        return validate(answer, Json.read(given.body()))
                .map(message -> "%s answers %s".formatted(path.text(), message))
                .toList();
    }

    /** Nulls are no difference: Confluence sends them for what has no value. */
    private static Stream<String> validate(JsonSchema schema, JsonNode node) {
        return schema.validate(node).stream()
                .filter(message -> !isNull(message))
                .map(message -> message.getMessage().replaceAll("\\[\\d+\\]", "[]"));
    }

    private static boolean isNull(ValidationMessage message) {
        JsonNode node = message.getInstanceNode();
        return node != null && node.isNull();
    }
}
