package dev.kbsync.page;

import org.jspecify.annotations.Nullable;

/**
 * One row of a listing.
 *
 * @param ref the page
 * @param storage its body in storage format, null where the listing came without bodies
 */
public record Listed(PageRef ref, @Nullable String storage) {}
