package dev.kbsync.search;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * A passage that was found.
 *
 * @param document id of the document it is from
 * @param chunk its own id
 * @param title title of the page
 * @param breadcrumb the way to it: space, ancestors, page, headings
 * @param site name of the site
 * @param space key of the space
 * @param url address of the place on the page
 * @param updated when the page was changed, as ISO 8601
 * @param text all of it
 * @param excerpt the part of the text that answers the question; for eyes, not for JSON
 */
public record Passage(
        String document,
        String chunk,
        String title,
        List<String> breadcrumb,
        String site,
        String space,
        String url,
        String updated,
        String text,
        @JsonIgnore Excerpt excerpt) {}
