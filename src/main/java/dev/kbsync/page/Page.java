package dev.kbsync.page;

/**
 * A page with its body.
 *
 * @param ref what the listing says of it
 * @param storage its body in Confluence storage format: an XML fragment, possibly empty
 */
public record Page(PageRef ref, String storage) {}
