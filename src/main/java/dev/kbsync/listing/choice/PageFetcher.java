package dev.kbsync.listing.choice;

import dev.kbsync.confluence.BodyCost;
import dev.kbsync.confluence.Usage;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.page.Listed;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.Scan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Gets the bodies that a listing did not bring along, a page of results in one request. */
@Component("pageFetcher")
public class PageFetcher implements BodyCost {

    private final SiteListings listings;
    private final IncludedPages included;

    public PageFetcher(SiteListings listings, IncludedPages included) {
        this.included = included;
        this.listings = listings;
    }

    /**
     * Body in and out: the works of one page of results. A page whose body cannot be fetched is
     * marked as failed, the others go on.
     */
    public List<PageWork> fetch(Scan scan, List<PageWork> works) {
        included.forget(scan.site());
        List<String> ids =
                works.stream()
                        .filter(PageWork::needsBody)
                        .map(work -> work.ref().contentId())
                        .toList();
        if (ids.isEmpty()) {
            return works;
        }
        Map<String, Listed> bodies = new HashMap<>();
        String missing;
        try {
            listings.fetch(scan.site(), ids).forEach(row -> bodies.put(row.ref().contentId(), row));
            missing = "Confluence listed the page but did not give its body; it is tried again.";
        } catch (ConfluenceException e) {
            missing = String.valueOf(e.getMessage());
        }
        String cause = missing;
        return works.stream()
                .map(work -> work.needsBody() ? filled(work, bodies, cause) : work)
                .toList();
    }

    @Override
    public Usage of(String site, int pages) {
        return listings.fetchCost(site, pages);
    }

    private static PageWork filled(PageWork work, Map<String, Listed> bodies, String cause) {
        Listed row = bodies.get(work.ref().contentId());
        String storage = row == null ? null : row.storage();
        if (row == null || storage == null) {
            return work.failed(cause);
        }
        return sameReaders(row.ref(), work.ref())
                ? work.withBody(storage)
                : work.failed(
                        "Who may read the page changed while it was read; it is tried again.");
    }

    private static boolean sameReaders(PageRef one, PageRef other) {
        return one.access() == other.access()
                && one.details().readers().equals(other.details().readers());
    }
}
