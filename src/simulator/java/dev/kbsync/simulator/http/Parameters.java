package dev.kbsync.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decoded name and value pairs of a query or a form; a name may come more than once. */
public record Parameters(Map<String, List<String>> values) {

    /** Reads {@code a=1&b=2}; what cannot be decoded is kept as it is. */
    public static Parameters parse(String encoded) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            values.computeIfAbsent(decode(name), unused -> new ArrayList<>()).add(decode(value));
        }
        return new Parameters(values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    public @Nullable String first(String name) {
        List<String> all = values.get(name);
        return all == null ? null : all.get(0);
    }

    public String first(String name, String otherwise) {
        String value = first(name);
        return value == null ? otherwise : value;
    }

    /** Every value as sent, none if the name is absent. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Every value, with {@code a,b} read as two, the way Confluence reads lists. */
    public List<String> list(String name) {
        return all(name).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
