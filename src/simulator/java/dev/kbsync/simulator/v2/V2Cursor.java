package dev.kbsync.simulator.v2;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.rest.Errors;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a list of v2 goes on: after an id and the value it is ordered by, in base64 of JSON.
 *
 * @param order the order, as the {@code sort} parameter names it
 * @param value the last row's value in that order
 * @param id the last row's id; in lists that are short and kept whole, how many rows came before
 */
record V2Cursor(String order, String value, long id) {

    String encoded() {
        byte[] json =
                Json.bytes(
                        Json.object()
                                .put("id", Long.toString(id))
                                .put("contentOrder", order)
                                .put("contentOrderValue", value));
        return Base64.getEncoder().encodeToString(json);
    }

    /**
     * The cursor of a request, null if it has none.
     *
     * @throws dev.kbsync.simulator.http.Refusal if it is no cursor of this order
     */
    static @Nullable V2Cursor of(Call call, String order) {
        String sent = call.parameter("cursor");
        if (sent == null || sent.isEmpty()) {
            return null;
        }
        try {
            JsonNode json = Json.read(Base64.getDecoder().decode(sent.getBytes(UTF_8)));
            V2Cursor cursor =
                    new V2Cursor(
                            json.path("contentOrder").asText(),
                            json.path("contentOrderValue").asText(),
                            Long.parseLong(json.path("id").asText()));
            if (cursor.order().equals(order)) {
                return cursor;
            }
        } catch (IllegalArgumentException foreign) {
            throw refusal();
        }
        throw refusal();
    }

    private static RuntimeException refusal() {
        return Errors.v2BadRequest(
                "Provided value for 'cursor' is not the correct type. Expected type is Cursor.",
                "The provided cursor was not valid. You can get a new valid cursor by making the"
                        + " original pagination request again.");
    }
}
