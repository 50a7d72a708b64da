package dev.kbsync.listing.v2;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.listing.RowFields;
import dev.kbsync.page.PageRef.ContentType;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code /pages} or {@code /blogposts} (API facts, section 4.3). It knows nothing of the
 * pages above but the parent, and nothing of labels and restrictions.
 *
 * @param createdAt when it was made, null if Confluence does not say
 * @param webui address below {@code /wiki}
 * @param status current, archived or trashed
 * @param storage body in storage format, null where none was asked for
 */
public record V2Row(
        String id,
        ContentType type,
        String spaceId,
        String title,
        int version,
        Instant modifiedAt,
        @Nullable Instant createdAt,
        String webui,
        String status,
        @Nullable String storage) {

    /**
     * @throws IllegalArgumentException if the row lacks what identifies a page and its version, or
     *     its status
     */
    public static V2Row read(JsonNode row, ContentType type) {
        JsonNode body = row.path("body").path("storage").path("value");
        return new V2Row(
                RowFields.id(row),
                type,
                RowFields.required(row, "spaceId"),
                row.path("title").asText(""),
                RowFields.version(row),
                RowFields.savedAt(row, time(row.path("version").path("createdAt").asText(""))),
                time(row.path("createdAt").asText("")),
                row.path("_links").path("webui").asText(""),
                // What is not current goes; what does not say what it is may not seem to have gone.
                RowFields.required(row, "status"),
                body.isTextual() ? body.textValue() : null);
    }

    public boolean current() {
        return status.equals("current");
    }

    private static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
