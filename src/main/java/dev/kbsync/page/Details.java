package dev.kbsync.page;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell of a page beside its text and its place.
 *
 * @param creator display name of who made the page, empty where Atlassian hides it
 * @param createdAt when it was made, null if that is not known
 * @param readers whom each restriction on the page and above it admits, the topmost first; empty
 *     for an open page, and for a restricted one if not all of it could be found out
 * @param comments what people wrote on it, where the site wants that, in the order it is read
 * @param attachments the files attached to it, where the site wants that, by name
 * @param file what makes it an attached file, null for pages
 * @param properties what it says of itself in page properties, values by name in the order of the
 *     page; known of documents only, and only where that is wanted
 */
public record Details(
        String creator,
        @Nullable Instant createdAt,
        List<Readers> readers,
        List<Comment> comments,
        List<Attachment> attachments,
        @Nullable AttachedFile file,
        Map<String, String> properties) {

    /** Nothing is known. */
    public static final Details NONE = new Details("", null, List.of());

    public Details {
        readers = List.copyOf(readers);
        comments = List.copyOf(comments);
        attachments = List.copyOf(attachments);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** Of what has no page properties. */
    public Details(
            String creator,
            @Nullable Instant createdAt,
            List<Readers> readers,
            List<Comment> comments,
            List<Attachment> attachments,
            @Nullable AttachedFile file) {
        this(creator, createdAt, readers, comments, attachments, file, Map.of());
    }

    public Details(String creator, @Nullable Instant createdAt, List<Readers> readers) {
        this(creator, createdAt, readers, List.of(), List.of(), null);
    }

    /** The same with what people wrote on the page. */
    public Details with(List<Comment> written) {
        return new Details(creator, createdAt, readers, written, attachments, file, properties);
    }

    /** The same with the files attached to the page. */
    public Details listing(List<Attachment> attached) {
        return new Details(creator, createdAt, readers, comments, attached, file, properties);
    }

    /** The same for other readers. */
    public Details readBy(List<Readers> others) {
        return new Details(creator, createdAt, others, comments, attachments, file, properties);
    }

    /** The same with what the page says of itself. */
    public Details saying(Map<String, String> facts) {
        return new Details(creator, createdAt, readers, comments, attachments, file, facts);
    }
}
