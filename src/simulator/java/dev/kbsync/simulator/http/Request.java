package dev.kbsync.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request, read to its end.
 *
 * @param method in capitals
 * @param path as sent, percent-encoding kept, without the query
 * @param query as sent, without the question mark, empty if there was none
 * @param parameters the decoded query
 * @param headers by lower-case name, the first value of each
 * @param body the bytes of the body, possibly none
 * @param target path and query as the server got them, whatever door passed the request on
 */
@SuppressWarnings("ArrayRecordComponent") // requests are not compared
public record Request(
        String method,
        String path,
        String query,
        Parameters parameters,
        Map<String, String> headers,
        byte[] body,
        String target) {

    public static Request of(
            String method, String path, String query, Map<String, String> headers, byte[] body) {
        Map<String, String> named = new HashMap<>();
        headers.forEach((name, value) -> named.put(name.toLowerCase(Locale.ROOT), value));
        return new Request(
                method,
                path,
                query,
                Parameters.parse(query),
                Map.copyOf(named),
                body,
                query.isEmpty() ? path : path + "?" + query);
    }

    /**
     * The same request asked of another path, as a door that strips its own prefix passes it on.
     */
    public Request at(String otherPath) {
        return new Request(method, otherPath, query, parameters, headers, body, target);
    }

    /** The decoded segments of the path: {@code /a/b%20c} has {@code a} and {@code b c}. */
    public List<String> segments() {
        return Arrays.stream(path.split("/", -1))
                .skip(1)
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), UTF_8))
                .toList();
    }

    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The first value of a query parameter, null if absent. */
    public @Nullable String parameter(String name) {
        return parameters.first(name);
    }

    /** Whether a query parameter says {@code true}. */
    public boolean flag(String name) {
        return "true".equalsIgnoreCase(parameter(name));
    }

    /** The body as an HTML form. */
    public Parameters form() {
        return Parameters.parse(new String(body, UTF_8));
    }

    /** The body as JSON; an empty body reads as an empty object. */
    public JsonNode json() {
        return Json.read(body);
    }
}
