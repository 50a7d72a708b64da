package dev.kbsync.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back for a request.
 *
 * @param status HTTP status
 * @param contentType media type, empty for none
 * @param body the bytes of the body
 * @param headers further headers
 * @param cost what the answer costs an OAuth app in rate limit points, beside the request itself
 * @param cutAfter after how many bytes of the body the connection breaks; negative for not at all
 */
@SuppressWarnings("ArrayRecordComponent") // answers are not compared
public record Answer(
        int status,
        String contentType,
        byte[] body,
        Map<String, String> headers,
        int cost,
        int cutAfter) {

    private static final byte[] NOTHING = {};

    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, contentType, body, Map.of(), 0, -1);
    }

    /** JSON the way Confluence labels it: without a charset. */
    public static Answer json(int status, JsonNode body) {
        return of(status, "application/json", Json.bytes(body));
    }

    public static Answer json(JsonNode body) {
        return json(200, body);
    }

    public static Answer html(int status, String body) {
        return of(status, "text/html;charset=UTF-8", body.getBytes(UTF_8));
    }

    public static Answer text(int status, String body) {
        return of(status, "text/plain;charset=UTF-8", body.getBytes(UTF_8));
    }

    public static Answer empty(int status) {
        return of(status, "", NOTHING);
    }

    public static Answer redirect(int status, String location) {
        return empty(status).with("Location", location);
    }

    public Answer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, contentType, body, all, cost, cutAfter);
    }

    public Answer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, contentType, body, all, cost, cutAfter);
    }

    public Answer costing(int points) {
        return new Answer(status, contentType, body, headers, points, cutAfter);
    }

    /** The same answer, but the connection breaks in the middle of its body. */
    public Answer cut() {
        return new Answer(status, contentType, body, headers, cost, body.length / 2);
    }

    public String bodyText() {
        return new String(body, UTF_8);
    }
}
