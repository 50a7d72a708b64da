package dev.kbsync.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a new description of the API takes away from programs that were written for an old one. */
final class ApiChanges {

    private final JsonNode before;
    private final JsonNode after;
    private final List<String> broken = new ArrayList<>();
    private final Set<String> compared = new HashSet<>();

    private ApiChanges(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    /**
     * @return a sentence for each; empty if every program goes on to work
     */
    static List<String> breaking(JsonNode before, JsonNode after) {
        ApiChanges changes = new ApiChanges(before, after);
        for (Map.Entry<String, JsonNode> path : before.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                changes.operation(
                        operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        operation.getValue(),
                        after.path("paths").path(path.getKey()).path(operation.getKey()));
            }
        }
        return changes.broken;
    }

    private void operation(String name, JsonNode old, JsonNode present) {
        if (present.isMissingNode()) {
            broken.add("%s is gone.".formatted(name));
            return;
        }
        for (JsonNode parameter : old.path("parameters")) {
            JsonNode kept = parameter(present, parameter.path("name").asText());
            if (kept == null) {
                broken.add(
                        "%s has no parameter \"%s\" any more."
                                .formatted(name, parameter.path("name").asText()));
            } else {
                same(
                        name + ", parameter \"" + parameter.path("name").asText() + "\"",
                        parameter.path("schema"),
                        kept.path("schema"));
            }
        }
        for (JsonNode parameter : present.path("parameters")) {
            JsonNode known = parameter(old, parameter.path("name").asText());
            if (parameter.path("required").asBoolean()
                    && (known == null || !known.path("required").asBoolean())) {
                broken.add(
                        "%s wants the parameter \"%s\" now."
                                .formatted(name, parameter.path("name").asText()));
            }
        }
        if (present.path("requestBody").path("required").asBoolean()
                && !old.path("requestBody").path("required").asBoolean()) {
            broken.add("%s wants a body now.".formatted(name));
        }
        for (Map.Entry<String, JsonNode> response : old.path("responses").properties()) {
            JsonNode kept = present.path("responses").path(response.getKey());
            if (kept.isMissingNode()) {
                broken.add("%s does not answer %s any more.".formatted(name, response.getKey()));
                continue;
            }
            for (Map.Entry<String, JsonNode> media :
                    response.getValue().path("content").properties()) {
                same(
                        name + ", answer",
                        media.getValue().path("schema"),
                        kept.path("content").path(media.getKey()).path("schema"));
            }
        }
    }

    private static @Nullable JsonNode parameter(JsonNode operation, String name) {
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter;
            }
        }
        return null;
    }

    private void same(String where, JsonNode old, JsonNode present) {
        JsonNode one = resolved(before, old);
        JsonNode other = resolved(after, present);
        if (old.has("$ref") && !compared.add(where + old.path("$ref").asText())) {
            return;
        }
        for (String kind : List.of("type", "format")) {
            if (!one.path(kind).equals(other.path(kind))) {
                broken.add(
                        "%s: the %s was %s and is %s."
                                .formatted(where, kind, one.path(kind), other.path(kind)));
                return;
            }
        }
        for (Map.Entry<String, JsonNode> property : one.path("properties").properties()) {
            String named = where + ", " + property.getKey();
            JsonNode kept = other.path("properties").path(property.getKey());
            if (kept.isMissingNode()) {
                broken.add("%s is gone.".formatted(named));
            } else {
                same(named, property.getValue(), kept);
            }
        }
        for (String inner : List.of("items", "additionalProperties")) {
            if (one.path(inner).isObject()) {
                same(where, one.path(inner), other.path(inner));
            }
        }
    }

    private static JsonNode resolved(JsonNode description, JsonNode schema) {
        return schema.has("$ref")
                ? description.at(schema.path("$ref").asText().substring(1))
                : schema;
    }
}
