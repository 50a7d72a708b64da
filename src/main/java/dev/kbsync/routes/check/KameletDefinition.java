package dev.kbsync.routes.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a Kamelet says of itself.
 *
 * @param parameters in the order of the file
 */
public record KameletDefinition(
        String id, String title, String description, Map<String, Parameter> parameters) {

    /**
     * A parameter.
     *
     * @param fallback its default as text, empty for none
     * @param secret whether its value must not stand in a file
     */
    public record Parameter(
            String title,
            String description,
            String type,
            String fallback,
            boolean hasDefault,
            boolean required,
            boolean secret) {}

    /** Reads a Kamelet's file, as YAML has it. */
    static KameletDefinition of(String id, Object file) {
        Map<?, ?> definition = map(map(map(file).get("spec")).get("definition"));
        List<?> required = definition.get("required") instanceof List<?> names ? names : List.of();
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        map(definition.get("properties"))
                .forEach(
                        (name, value) ->
                                parameters.put(
                                        String.valueOf(name),
                                        parameter(map(value), required.contains(name))));
        return new KameletDefinition(
                id, text(definition, "title"), text(definition, "description"), parameters);
    }

    private static Parameter parameter(Map<?, ?> property, boolean required) {
        return new Parameter(
                text(property, "title"),
                text(property, "description"),
                text(property, "type"),
                text(property, "default"),
                property.containsKey("default"),
                required,
                text(property, "format").equals("password"));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : value.toString().strip();
    }
}
