package dev.kbsync.page;

/**
 * A file attached to a page, as the page's document lists it.
 *
 * @param id Confluence's id, with its prefix {@code att}
 * @param version its version number
 * @param name file name
 * @param mediaType what Confluence takes it for, empty if it does not say
 * @param size in bytes
 * @param webUrl absolute address a reader's browser opens
 */
public record Attachment(
        String id, int version, String name, String mediaType, long size, String webUrl) {

    private static final String PREFIX = "att";

    /** Whether this is an attachment's id, not a page's. */
    public static boolean isId(String contentId) {
        return contentId.startsWith(PREFIX);
    }

    /** The number in an attachment's id, for those who know all content by its number. */
    public static String number(String id) {
        return isId(id) ? id.substring(PREFIX.length()) : id;
    }
}
