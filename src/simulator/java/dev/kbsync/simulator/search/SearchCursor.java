package dev.kbsync.simulator.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kbsync.simulator.http.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where a search goes on: the order it was made in and the sort values of the last row. It looks
 * like Confluence's own cursors and says nothing to anybody else. Standard base64, so that a client
 * that does not encode it in an address is found out.
 *
 * @param order the order, in a form that can be compared
 * @param keys the last row's value for each part of the order
 */
public record SearchCursor(String order, List<String> keys) {

    public String encoded() {
        return "_f_"
                + base64(order)
                + "_sa_"
                + base64(new String(Json.bytes(Json.strings(keys)), UTF_8));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** What a cursor says; nothing if it is none of ours. Padding behind a dot is ignored. */
    public static Optional<SearchCursor> decode(String cursor) {
        String[] parts = cursor.split("\\.", 2)[0].split("_sa_", -1);
        if (parts.length != 2 || !parts[0].startsWith("_f_")) {
            return Optional.empty();
        }
        try {
            Base64.Decoder decoder = Base64.getDecoder();
            String order = new String(decoder.decode(parts[0].substring(3)), UTF_8);
            List<String> keys = new ArrayList<>();
            Json.read(decoder.decode(parts[1])).forEach(key -> keys.add(key.asText()));
            return Optional.of(new SearchCursor(order, keys));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
