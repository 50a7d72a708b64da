package dev.kbsync.listing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what every row of Confluence's lists has to have, and refuses rows that lack it. */
public final class RowFields {

    private static final Pattern ID = Pattern.compile("[0-9]+");

    private RowFields() {}

    /**
     * A part that was left out is named among those to be asked for.
     *
     * @throws IllegalArgumentException if this one is, although it was asked for
     */
    public static void refuseWithout(JsonNode content, String part) {
        if (content.path("_expandable").has(part)) {
            throw new IllegalArgumentException(
                    "Confluence listed %s without its %s, although they were asked for"
                            .formatted(name(content), part));
        }
    }

    private static String name(JsonNode content) {
        return content.path("type").asText("page") + " " + content.path("id").asText();
    }

    /**
     * The id of a page, a blog post or a space.
     *
     * @throws IllegalArgumentException if there is none; what is written down as an id is sent to
     *     Confluence again, with all the others
     */
    public static String id(JsonNode content) {
        String id = required(content, "id");
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "Confluence sent a row whose id is no number; nothing can be told of it");
        }
        return id;
    }

    /**
     * @throws IllegalArgumentException if the field is missing
     */
    public static String required(JsonNode node, String field) {
        String value = node.path(field).asText("");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(
                    "Confluence sent a row without \"" + field + "\"; nothing can be told of it");
        }
        return value;
    }

    /**
     * The number of its version.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static int version(JsonNode content) {
        int number = content.path("version").path("number").asInt(0);
        if (number < 1) {
            throw new IllegalArgumentException(
                    "Confluence listed %s without a version".formatted(name(content)));
        }
        return number;
    }

    /**
     * When its version was saved.
     *
     * @param told null if that cannot be read
     * @throws IllegalArgumentException if it is null; versions are put in order by it, so that
     *     sinks would take the page for an older one than they hold
     */
    public static Instant savedAt(JsonNode content, @Nullable Instant told) {
        if (told == null) {
            throw new IllegalArgumentException(
                    "Confluence listed %s without the time of its version"
                            .formatted(name(content)));
        }
        return told;
    }

    public static @Nullable Instant time(JsonNode text) {
        try {
            return OffsetDateTime.parse(text.asText()).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
