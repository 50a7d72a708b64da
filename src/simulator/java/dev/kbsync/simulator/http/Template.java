package dev.kbsync.simulator.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The path of a route, with placeholders in braces for single segments.
 *
 * @param text such as {@code /wiki/api/v2/pages/{id}}
 * @param segments the text's segments
 */
public record Template(String text, List<String> segments) {

    public static Template of(String text) {
        return new Template(text, List.of(text.substring(1).split("/", -1)));
    }

    /** How many segments may be anything. */
    public long placeholders() {
        return segments.stream().filter(Template::isPlaceholder).count();
    }

    private static boolean isPlaceholder(String segment) {
        return segment.startsWith("{");
    }

    /** What the placeholders stand for in a path, nothing if it is another path. */
    public Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (isPlaceholder(segment)) {
                values.put(segment.substring(1, segment.length() - 1), path.get(i));
            } else if (!segment.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
