package dev.kbsync.listing;

import dev.kbsync.confluence.Usage;
import dev.kbsync.page.Listed;
import dev.kbsync.page.ResultPage;
import dev.kbsync.page.Scan.Position;
import dev.kbsync.site.Site;
import java.util.Collection;
import java.util.List;

/** A way to list a site. What a cursor says is known only to the listing that made it. */
public interface Listing {

    /**
     * One page of results, in an order that edits made meanwhile do not disturb; lists of changes
     * come newest first.
     *
     * @throws dev.kbsync.confluence.failure.ConfluenceException if it could not be had
     */
    ResultPage list(Site site, Position position);

    /**
     * The pages of these ids that the credential can see, with bodies.
     *
     * @throws dev.kbsync.confluence.failure.ConfluenceException if they could not be had
     */
    List<Listed> fetch(Site site, Collection<String> ids);

    /** What {@link #fetch} costs for so many pages, if all goes well. */
    Usage fetchCost(Site site, int pages);
}
