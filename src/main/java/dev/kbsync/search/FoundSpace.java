package dev.kbsync.search;

/**
 * A space of which there are documents.
 *
 * @param site name of the site
 * @param space key of the space
 * @param documents how many of it may be found
 */
public record FoundSpace(String site, String space, int documents) {}
