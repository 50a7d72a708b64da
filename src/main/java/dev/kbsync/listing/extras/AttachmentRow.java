package dev.kbsync.listing.extras;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.listing.RowFields;
import dev.kbsync.page.AttachedFile;
import dev.kbsync.page.Attachment;
import dev.kbsync.page.Details;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Ancestor;
import dev.kbsync.page.PageRef.ContentType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An attached file as a search shows it (API facts, section 5.5).
 *
 * @param page id of the page it is attached to
 * @param author display name of who saved this version
 * @param creator display name of who attached it first
 */
public record AttachmentRow(
        String page,
        Attachment file,
        Instant modifiedAt,
        String author,
        String creator,
        @Nullable Instant createdAt) {

    /** What has to be asked for. */
    static final String PARTS =
            "content.version,content.history,content.container,content.extensions";

    /** What a file is whose uploader did not say. */
    private static final Map<String, String> BY_ENDING =
            Map.ofEntries(
                    Map.entry("pdf", "application/pdf"),
                    Map.entry("doc", "application/msword"),
                    Map.entry("xls", "application/vnd.ms-excel"),
                    Map.entry("ppt", "application/vnd.ms-powerpoint"),
                    Map.entry(
                            "docx",
                            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
                    Map.entry(
                            "xlsx",
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                    Map.entry(
                            "pptx",
                            "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
                    Map.entry("odt", "application/vnd.oasis.opendocument.text"),
                    Map.entry("ods", "application/vnd.oasis.opendocument.spreadsheet"),
                    Map.entry("odp", "application/vnd.oasis.opendocument.presentation"),
                    Map.entry("rtf", "application/rtf"),
                    Map.entry("txt", "text/plain"),
                    Map.entry("log", "text/plain"),
                    Map.entry("md", "text/markdown"),
                    Map.entry("csv", "text/csv"),
                    Map.entry("htm", "text/html"),
                    Map.entry("html", "text/html"));

    /**
     * @param siteUrl the site's address, for the file's own address
     * @throws IllegalArgumentException if the row lacks what identifies a file and its version, or
     *     leaves out its type and size
     */
    public static AttachmentRow read(JsonNode row, String siteUrl) {
        JsonNode content = row.path("content");
        RowFields.refuseWithout(content, "extensions");
        JsonNode extensions = content.path("extensions");
        JsonNode history = content.path("history");
        String id = RowFields.required(content, "id");
        String name = content.path("title").asText("");
        return new AttachmentRow(
                content.path("container").path("id").asText(""),
                new Attachment(
                        Attachment.isId(id) ? id : "att" + id,
                        RowFields.version(content),
                        name,
                        mediaType(extensions.path("mediaType").asText(""), name),
                        extensions.path("fileSize").asLong(0),
                        siteUrl + "/wiki" + content.path("_links").path("webui").asText("")),
                RowFields.savedAt(content, RowFields.time(content.path("version").path("when"))),
                content.path("version").path("by").path("displayName").asText(""),
                history.path("createdBy").path("displayName").asText(""),
                RowFields.time(history.path("createdDate")));
    }

    /**
     * The same for a row of which it is known that the file is attached to something.
     *
     * @throws IllegalArgumentException also if the row does not say to what: the file would be
     *     taken for gone
     */
    public static AttachmentRow attached(JsonNode row, String siteUrl) {
        RowFields.required(row.path("content").path("container"), "id");
        return read(row, siteUrl);
    }

    private static String mediaType(String told, String name) {
        String type = told.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !type.equals("application/octet-stream")) {
            return type;
        }
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_ENDING.getOrDefault(ending, type);
    }

    /** A reference of its own, in the place of the page it is attached to, for the same readers. */
    public PageRef ref(PageRef on, AttachedFile attached) {
        List<Ancestor> above =
                Stream.concat(
                                on.ancestors().stream(),
                                Stream.of(new Ancestor(on.contentId(), on.title())))
                        .toList();
        return new PageRef(
                on.cloudId(),
                file.id(),
                ContentType.ATTACHMENT,
                on.space(),
                file.name(),
                file.version(),
                modifiedAt,
                author,
                above,
                on.labels(),
                on.access(),
                file.webUrl(),
                new Details(
                        creator,
                        createdAt,
                        on.details().readers(),
                        List.of(),
                        List.of(),
                        attached));
    }
}
