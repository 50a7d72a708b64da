package dev.kbsync.simulator.v1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Html;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.http.Refusal;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.rest.Errors;
import java.util.List;
import java.util.function.Function;

/** Lists of v1 that are read by {@code start} and {@code limit}. */
record Page(int start, int limit) {

    /**
     * The page a call asks for.
     *
     * @param most the largest limit
     */
    static Page of(Call call, int otherwise, int most) {
        int start = number(call, "start", 0);
        return new Page(start, Math.min(most, number(call, "limit", otherwise)));
    }

    private static int number(Call call, String name, int otherwise) {
        String value = call.parameter(name);
        if (value == null) {
            return otherwise;
        }
        int number;
        try {
            number = Integer.parseInt(value.strip());
        } catch (NumberFormatException malformed) {
            throw new Refusal(
                    Errors.v1(
                            400,
                            "org.springframework.web.method.annotation."
                                    + "MethodArgumentTypeMismatchException: Failed to convert value of"
                                    + " type 'java.lang.String' to required type 'int'; nested exception"
                                    + " is java.lang.NumberFormatException: For input string: \""
                                    + value.strip()
                                    + "\""));
        }
        if (number < 0) {
            throw new Refusal(
                    Errors.v1(
                            400,
                            "java.lang.IllegalArgumentException: "
                                    + name
                                    + " cannot be less than zero"));
        }
        return number;
    }

    /** The answer with this page's part of a list. */
    <T> Answer answer(Call call, List<T> all, Function<T, ObjectNode> json) {
        ArrayNode results = Json.array();
        all.stream().skip(start).limit(limit).map(json).forEach(results::add);
        ObjectNode body = Json.object();
        body.set("results", results);
        body.put("start", start).put("limit", limit).put("size", results.size());
        String base = call.site().base();
        String path = call.request().path().substring("/wiki".length());
        ObjectNode links = body.putObject("_links").put("base", base).put("context", "/wiki");
        if (start + results.size() < all.size() && !results.isEmpty()) {
            StringBuilder next = new StringBuilder(path).append("?next=true");
            call.request()
                    .parameters()
                    .values()
                    .forEach(
                            (name, values) -> {
                                if (!List.of("next", "start", "limit").contains(name)) {
                                    next.append('&').append(name).append('=');
                                    next.append(Html.query(values.get(0)));
                                }
                            });
            next.append("&limit=").append(limit).append("&start=").append(start + results.size());
            links.put("next", next.toString());
        }
        links.put("self", base + path);
        return Answer.json(body).costing(results.size());
    }
}
