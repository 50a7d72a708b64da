package dev.kbsync.search;

/**
 * A whole document.
 *
 * @param id its id
 * @param title title of the page
 * @param site name of the site
 * @param space key of the space
 * @param url address of the page
 * @param updated when the page was changed, as ISO 8601
 * @param text what was delivered, without front matter
 */
public record FoundDocument(
        String id,
        String title,
        String site,
        String space,
        String url,
        String updated,
        String text) {}
