package dev.kbsync.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as a breaking change of the API, and what does not. */
class ApiChangesTest {

    private static final String OLD =
            """
            {"paths": {"/api/things": {"get": {
              "parameters": [{"name": "page", "schema": {"type": "integer"}}],
              "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Things"}}}}}}}},
             "components": {"schemas": {
               "Things": {"type": "object", "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}}},
               "Thing": {"type": "object", "properties": {"id": {"type": "string"}, "size": {"type": "integer"}}}}}}
            """;

    private static List<String> changed(String what, String into) {
        assertThat(OLD).contains(what);
        try {
            JsonNode old = new ObjectMapper().readTree(OLD);
            return ApiChanges.breaking(old, new ObjectMapper().readTree(OLD.replace(what, into)));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsTakenAwayBreaks() {
        assertThat(changed("\"/api/things\"", "\"/api/other\""))
                .containsExactly("GET /api/things is gone.");
        assertThat(changed("\"get\"", "\"post\"")).containsExactly("GET /api/things is gone.");
        assertThat(changed("\"page\"", "\"part\""))
                .containsExactly("GET /api/things has no parameter \"page\" any more.");
        assertThat(changed("\"size\"", "\"length\""))
                .containsExactly("GET /api/things, answer, items, size is gone.");
        assertThat(changed("\"200\"", "\"202\""))
                .containsExactly("GET /api/things does not answer 200 any more.");
    }

    @Test
    void whatIsAnotherTypeBreaks() {
        assertThat(changed("\"id\": {\"type\": \"string\"}", "\"id\": {\"type\": \"integer\"}"))
                .containsExactly(
                        "GET /api/things, answer, items, id: the type was \"string\" and is \"integer\".");
    }

    @Test
    void whatIsWantedNewlyBreaks() {
        assertThat(changed("\"name\": \"page\",", "\"name\": \"page\", \"required\": true,"))
                .containsExactly("GET /api/things wants the parameter \"page\" now.");
    }

    @Test
    void whatIsAddedBreaksNothing() {
        assertThat(changed("\"size\":", "\"color\": {\"type\": \"string\"}, \"size\":")).isEmpty();
        assertThat(
                        changed(
                                "\"parameters\": [",
                                "\"parameters\": [{\"name\": \"q\", \"schema\": {\"type\": \"string\"}}, "))
                .isEmpty();
    }
}
