package dev.kbsync.site;

/**
 * What of a site is delivered beside the text of its pages.
 *
 * @param comments which comments come with a page
 */
public record Extras(Comments comments) {

    public static final Extras NONE = new Extras(Comments.NONE);

    /** Which comments come with a page. */
    public enum Comments {
        NONE,
        /** Those on the page as a whole. */
        FOOTER,
        /** Those on pieces of its text too, except where they are resolved. */
        ALL
    }

    public boolean isNone() {
        return comments == Comments.NONE;
    }
}
