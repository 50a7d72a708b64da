package dev.kbsync.listing.extras;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.listing.RowFields;
import dev.kbsync.page.Comment;
import dev.kbsync.site.Extras.Comments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A comment as a search shows it.
 *
 * @param page id of the page it is on
 * @param root id of the comment that began the conversation, its own id if it did
 * @param inline whether it is about a piece of text
 * @param resolved whether that is settled
 */
public record CommentRow(
        String page, String root, boolean inline, boolean resolved, Comment comment) {

    /** What has to be asked for. */
    static final String PARTS =
            String.join(
                    ",",
                    "content.body.storage",
                    "content.version",
                    "content.history",
                    "content.container",
                    "content.ancestors",
                    "content.extensions.inlineProperties",
                    "content.extensions.resolution");

    private static final Comparator<CommentRow> OLDEST_FIRST =
            Comparator.comparing((CommentRow row) -> row.comment.at())
                    .thenComparing(row -> row.comment.id());

    /**
     * @throws IllegalArgumentException if the row lacks what identifies a comment, its version, its
     *     page or its time, or leaves out what it says, answers or whether that is settled
     */
    public static CommentRow read(JsonNode content) {
        JsonNode extensions = content.path("extensions");
        RowFields.refuseWithout(content, "body");
        RowFields.refuseWithout(content, "ancestors");
        RowFields.refuseWithout(content, "extensions");
        String id = RowFields.required(content, "id");
        String root = content.path("ancestors").path(0).path("id").asText(id);
        return new CommentRow(
                RowFields.required(content.path("container"), "id"),
                root,
                extensions.path("location").asText().equals("inline"),
                extensions.path("resolution").path("status").asText().equals("resolved"),
                new Comment(
                        id,
                        RowFields.version(content),
                        content.path("history").path("createdBy").path("displayName").asText(""),
                        RowFields.savedAt(
                                content,
                                RowFields.time(content.path("history").path("createdDate"))),
                        !root.equals(id),
                        extensions.path("inlineProperties").path("originalSelection").asText(""),
                        content.path("body").path("storage").path("value").asText("")));
    }

    /** One page's comments as they are read: by conversation, the oldest first. */
    public static List<Comment> ordered(Collection<CommentRow> rows, Comments wanted) {
        Map<String, List<CommentRow>> conversations = new LinkedHashMap<>();
        rows.stream()
                .sorted(OLDEST_FIRST)
                .forEach(
                        row ->
                                conversations
                                        .computeIfAbsent(row.root, unused -> new ArrayList<>())
                                        .add(row));
        return conversations.values().stream()
                .map(CommentRow::rootFirst)
                .filter(conversation -> conversation.get(0).isWanted(wanted))
                .flatMap(List::stream)
                .map(CommentRow::comment)
                .toList();
    }

    private static List<CommentRow> rootFirst(List<CommentRow> conversation) {
        List<CommentRow> ordered = new ArrayList<>(conversation);
        ordered.sort(Comparator.comparing((CommentRow row) -> row.comment.reply()));
        return ordered;
    }

    /** Replies go with the comment they answer. */
    private boolean isWanted(Comments wanted) {
        return !resolved && (wanted == Comments.ALL || !inline);
    }
}
