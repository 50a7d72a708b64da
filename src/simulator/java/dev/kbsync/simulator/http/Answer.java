package dev.kbsync.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
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
 * @param pace how long each byte of the body takes; zero for no time
 * @param cutAfter after how many bytes of the body the connection breaks; negative for not at all
 */
@SuppressWarnings("ArrayRecordComponent") // answers are not compared
public record Answer(
        int status,
        String contentType,
        byte[] body,
        Map<String, String> headers,
        int cost,
        Duration pace,
        int cutAfter) {

    private static final byte[] NOTHING = {};

    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, contentType, body, Map.of(), 0, Duration.ZERO, -1);
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
        return new Answer(status, contentType, body, all, cost, pace, cutAfter);
    }

    public Answer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, contentType, body, all, cost, pace, cutAfter);
    }

    public Answer costing(int points) {
        return new Answer(status, contentType, body, headers, points, pace, cutAfter);
    }

    /** The same answer, but the connection breaks in the middle of its body. */
    public Answer cut() {
        return new Answer(status, contentType, body, headers, cost, pace, body.length / 2);
    }

    /** The same answer with blanks before its body. */
    public Answer padded(int blanks) {
        byte[] longer = new byte[blanks + body.length];
        Arrays.fill(longer, 0, blanks, (byte) ' ');
        System.arraycopy(body, 0, longer, blanks, body.length);
        return new Answer(status, contentType, longer, headers, cost, pace, cutAfter);
    }

    /** The same answer, a byte at a time. */
    public Answer every(Duration time) {
        return new Answer(status, contentType, body, headers, cost, time, cutAfter);
    }

    public String bodyText() {
        return new String(body, UTF_8);
    }
}
