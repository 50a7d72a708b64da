package dev.kbsync.site;

/**
 * What of a site is delivered beside the text of its pages.
 *
 * @param comments which comments come with a page
 * @param attachments what becomes of the files attached to a page
 */
public record Extras(Comments comments, Attachments attachments) {

    public static final Extras NONE = new Extras(Comments.NONE, Attachments.NONE);

    /** Which comments come with a page. */
    public enum Comments {
        NONE,
        /** Those on the page as a whole. */
        FOOTER,
        /** Those on pieces of its text too, except where they are resolved. */
        ALL
    }

    /** What becomes of the files attached to a page. */
    public enum Attachments {
        NONE,
        /** The page's document lists them. */
        LIST,
        /** Those with text become documents of their own, too. */
        TEXT
    }

    public boolean isNone() {
        return comments == Comments.NONE && attachments == Attachments.NONE;
    }
}
