package dev.kbsync.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.http.Request;
import dev.kbsync.simulator.http.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the control API.
 *
 * @param method HTTP method
 * @param template its path
 * @param meaning one line for the list of operations
 * @param work what it does
 */
record ControlRoute(String method, Template template, String meaning, Work work) {

    static ControlRoute of(String method, String path, String meaning, Work work) {
        return new ControlRoute(method, Template.of("/_simulator" + path), meaning, work);
    }

    /** What an operation does. */
    @FunctionalInterface
    interface Work {
        Answer answer(Order order);
    }

    /**
     * A call of the control API.
     *
     * @param json the body; an empty object if there is none
     * @param path what the placeholders stand for
     */
    record Order(Request request, JsonNode json, Map<String, String> path) {

        static Order of(Request request, Map<String, String> path) {
            return new Order(request, request.json(), path);
        }

        String path(String placeholder) {
            return Objects.requireNonNull(path.get(placeholder), placeholder);
        }

        /** The site that is meant: named in the query or the body, else the first. */
        SiteControl site(Control control) {
            String name = request.parameter("site");
            name = name == null ? text("site") : name;
            return name == null ? control.site() : control.site(name);
        }

        @Nullable String text(String field) {
            return json.hasNonNull(field) ? json.get(field).asText() : null;
        }

        String text(String field, String otherwise) {
            return json.path(field).asText(otherwise);
        }

        String required(String field) {
            String text = text(field);
            if (text == null) {
                throw new IllegalArgumentException("Missing: " + field);
            }
            return text;
        }

        boolean flag(String field, boolean otherwise) {
            return json.path(field).asBoolean(otherwise);
        }

        List<String> texts(String field) {
            List<String> texts = new ArrayList<>();
            json.path(field).forEach(text -> texts.add(text.asText()));
            return texts;
        }
    }

    /** The answer of an operation that is about one piece of content. */
    static Answer done(String id) {
        return Answer.json(Json.object().put("id", id));
    }
}
