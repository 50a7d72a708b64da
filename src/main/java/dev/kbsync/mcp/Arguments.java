package dev.kbsync.mcp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client sends to a tool: any JSON. */
final class Arguments {

    private final Map<String, Object> values;

    Arguments(@Nullable Map<String, Object> values) {
        this.values = values == null ? Map.of() : values;
    }

    /** A text; empty if there is none. */
    String text(String name) {
        Object value = values.get(name);
        if (value != null && !(value instanceof String)) {
            throw new IllegalArgumentException("\"%s\" must be a text.".formatted(name));
        }
        return value == null ? "" : (String) value;
    }

    /** A whole number. */
    int number(String name, int usual) {
        Object value = values.get(name);
        if (value == null) {
            return usual;
        }
        if (value instanceof Number number && number.doubleValue() == number.intValue()) {
            return number.intValue();
        }
        throw new IllegalArgumentException("\"%s\" must be a whole number.".formatted(name));
    }
}
