package dev.kbsync.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell of a page beside its text and its place.
 *
 * @param creator display name of who made the page, empty where Atlassian hides it
 * @param createdAt when it was made, null if that is not known
 * @param readers whom each restriction on the page and above it admits, the topmost first; empty
 *     for an open page, and for a restricted one if not all of it could be found out
 * @param comments what people wrote on it, where the site wants that, in the order it is read
 */
public record Details(
        String creator,
        @Nullable Instant createdAt,
        List<Readers> readers,
        List<Comment> comments) {

    /** Nothing is known. */
    public static final Details NONE = new Details("", null, List.of());

    public Details {
        readers = List.copyOf(readers);
        comments = List.copyOf(comments);
    }

    public Details(String creator, @Nullable Instant createdAt, List<Readers> readers) {
        this(creator, createdAt, readers, List.of());
    }

    /** The same with what people wrote on the page. */
    public Details with(List<Comment> written) {
        return new Details(creator, createdAt, readers, written);
    }
}
