package dev.kbsync.simulator.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The named entities a storage-format body may use without declaring them. */
public final class Entities {
    private static final Map<String, Integer> CODE_POINTS = load();

    private Entities() {}

    private static Map<String, Integer> load() {
        Properties properties = new Properties();
        try (InputStream in =
                Entities.class.getResourceAsStream("/simulator/entities.properties")) {
            properties.load(Objects.requireNonNull(in, "entities.properties"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties.stringPropertyNames().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                name -> name,
                                name -> Integer.parseInt(properties.getProperty(name))));
    }

    /** Declarations of all of them, as the inside of a document type. */
    public static String declarations() {
        return CODE_POINTS.entrySet().stream()
                .map(
                        entity ->
                                "<!ENTITY %s \"&#%d;\">"
                                        .formatted(entity.getKey(), entity.getValue()))
                .collect(Collectors.joining());
    }

    /** What an entity stands for, without ampersand and semicolon; null if it is none. */
    public static @Nullable String text(String name) {
        return switch (name) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            default -> character(name.startsWith("#") ? number(name) : CODE_POINTS.get(name));
        };
    }

    private static @Nullable String character(@Nullable Integer codePoint) {
        return codePoint == null ? null : Character.toString(codePoint);
    }

    private static @Nullable Integer number(String reference) {
        try {
            int codePoint =
                    reference.startsWith("#x")
                            ? Integer.parseInt(reference.substring(2), 16)
                            : Integer.parseInt(reference.substring(1));
            return Character.isValidCodePoint(codePoint) ? codePoint : null;
        } catch (NumberFormatException malformed) {
            return null;
        }
    }
}
