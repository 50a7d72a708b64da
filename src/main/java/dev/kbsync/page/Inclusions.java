package dev.kbsync.page;

import dev.kbsync.page.PageLinks.Included;
import java.util.Optional;

/** Knows the content of the pages that a page includes, whole or as an excerpt. */
@FunctionalInterface
public interface Inclusions {

    /** Knows no page: what is included is named and linked. */
    Inclusions NONE = wanted -> Optional.empty();

    /** An included page; empty if it is not at hand, or may not be shown to this page's readers. */
    Optional<Page> page(Included wanted);
}
