package dev.kbsync.page;

import dev.kbsync.page.PageLinks.Included;
import java.util.Set;

/** Finds out which other pages' content a page shows. */
@FunctionalInterface
public interface InclusionScanner {

    /**
     * The pages that are included, also by those that {@link Page#inclusions()} has at hand
     * already.
     */
    Set<Included> includedBy(Page page);
}
