package dev.kbsync.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One page, blog post or attached file as a listing shows it: everything but its body. Identity is
 * {@link #cloudId} and {@link #contentId} together; everything else may change. Characters that not
 * every database takes are not in its texts.
 *
 * @param cloudId Atlassian's id of the site the page lives on
 * @param contentId Confluence's id of the page, digits; of a file, {@code att} before them
 * @param type page, blog post or attached file
 * @param space key of the space the page is in, as Confluence spells it
 * @param title title as plain text, never escaped
 * @param version Confluence's version number, 1 for a page never edited
 * @param modifiedAt when that version was saved
 * @param author display name of who saved that version, empty where Atlassian hides it
 * @param ancestors the pages above this one, the space's topmost first; empty for blog posts; those
 *     of a file end with the page it is attached to
 * @param labels names of the global labels, sorted
 * @param access who may read the page, itself and by its ancestors
 * @param webUrl absolute address a reader's browser opens
 * @param details what else there is to tell of it
 */
public record PageRef(
        String cloudId,
        String contentId,
        ContentType type,
        String space,
        String title,
        int version,
        Instant modifiedAt,
        String author,
        List<Ancestor> ancestors,
        List<String> labels,
        Access access,
        String webUrl,
        Details details) {

    public PageRef {
        title = storable(title);
        author = storable(author);
        ancestors = List.copyOf(ancestors);
        labels = labels.stream().map(PageRef::storable).sorted().toList();
        webUrl = storable(webUrl);
    }

    /** Without NUL, and with a replacement for halves of characters, which cannot be encoded. */
    static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return mended(text);
            }
        }
        return text;
    }

    private static String mended(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c != 0)
                .map(
                        c ->
                                c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                                        ? '\ufffd'
                                        : c)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }

    /** A page of which nothing else is known. */
    public PageRef(
            String cloudId,
            String contentId,
            ContentType type,
            String space,
            String title,
            int version,
            Instant modifiedAt,
            String author,
            List<Ancestor> ancestors,
            List<String> labels,
            Access access,
            String webUrl) {
        this(
                cloudId,
                contentId,
                type,
                space,
                title,
                version,
                modifiedAt,
                author,
                ancestors,
                labels,
                access,
                webUrl,
                Details.NONE);
    }

    /** What kind of content this is. */
    public enum ContentType {
        PAGE,
        BLOG_POST,
        /** A file attached to one of them: its title is the file name, its text the content. */
        ATTACHMENT
    }

    /** Whether everybody who sees the space may read a page. */
    public enum Access {
        /** Neither the page nor any ancestor is restricted. */
        OPEN,
        /** The page or an ancestor names who may read it. */
        RESTRICTED,
        /** Not to be found out with this credential; treated like {@link #RESTRICTED}. */
        UNKNOWN
    }

    /** A page above another one. */
    public record Ancestor(String contentId, String title) {

        public Ancestor {
            title = storable(title);
        }
    }

    /** The same page, with who may read it. */
    public PageRef with(Access other, Details told) {
        return new PageRef(
                cloudId,
                contentId,
                type,
                space,
                title,
                version,
                modifiedAt,
                author,
                ancestors,
                labels,
                other,
                webUrl,
                told);
    }

    /** Orders the states of a page, see {@link Revision}. */
    public long revision() {
        return Revision.of(version, modifiedAt);
    }

    /** The same page, with what it says of itself in page properties. */
    public PageRef saying(Map<String, String> properties) {
        return with(access, details.saying(properties));
    }

    public boolean isAttachment() {
        return type == ContentType.ATTACHMENT;
    }

    /** The id a sink knows the page's document by: letters, digits and dashes only. */
    public String documentId() {
        return cloudId + "-" + contentId;
    }
}
