package dev.kbsync.page;

import java.util.Optional;

/** Knows the content of pages that others include, whole or as an excerpt. */
public interface Inclusions {

    /** Knows no page: what is included is named and linked. */
    Inclusions NONE = (from, space, title) -> Optional.empty();

    /**
     * A page that is included.
     *
     * @param from the page that includes it, or a part of it
     * @param space key of the included page's space
     * @return empty when it is not at hand, or may not be shown where {@code from} is read
     */
    Optional<Page> page(PageRef from, String space, String title);
}
