package dev.kbsync.page;

import java.time.Instant;

/**
 * What somebody wrote below a page, or beside a piece of its text.
 *
 * @param id Confluence's id
 * @param version its version number
 * @param author display name of who wrote it, empty where Atlassian hides it
 * @param at when it was written
 * @param reply whether it answers the one before it
 * @param marked the piece of text it is about, as plain text; empty for a comment on the page
 * @param storage what it says, in storage format
 */
public record Comment(
        String id,
        int version,
        String author,
        Instant at,
        boolean reply,
        String marked,
        String storage) {}
