package dev.kbsync.listing.choice;

import dev.kbsync.page.InclusionScanner;
import dev.kbsync.page.Listed;
import dev.kbsync.page.Page;
import dev.kbsync.page.PageLinks;
import dev.kbsync.page.PageLinks.Included;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.PageWork;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Gets the content of pages that others include: only of those which there is a document of, and
 * which are open, since readers of the one would read the other. Who may read a page changes
 * without a new version, so an answer serves the documents of one page of results, no later ones.
 */
@Component("inclusions")
public class IncludedPages {

    /** A page of results may have to wait for Atlassian's quota halfway through. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** In characters, of all kept together. */
    private static final long ROOM = 4_000_000;

    /** In characters, beside the body. */
    private static final int OVERHEAD = 1_000;

    private final InclusionScanner scanner;
    private final PageLinks links;
    private final Sites sites;
    private final SiteListings listings;
    private final SingleFlight<Key, Optional<Page>> answers;

    public IncludedPages(
            InclusionScanner scanner,
            PageLinks links,
            Sites sites,
            SiteListings listings,
            Clock clock) {
        this.scanner = scanner;
        this.links = links;
        this.sites = sites;
        this.listings = listings;
        this.answers = new SingleFlight<>(FRESH, ROOM, (key, page) -> weight(page), clock);
    }

    private record Key(String site, String contentId, long revision) {}

    private static int weight(Optional<Page> page) {
        return OVERHEAD + page.map(found -> found.storage().length()).orElse(0);
    }

    /** Documents that are made from now on ask again. */
    public void forget(String site) {
        answers.forget(key -> key.site().equals(site));
    }

    /**
     * Body in: a work with its body. Body out: its page with all that it includes, also by way of
     * included pages.
     *
     * @throws dev.kbsync.confluence.failure.ConfluenceException if the site cannot be asked just
     *     now
     */
    public Page lookUp(PageWork work) {
        Map<Included, Optional<Page>> found = new HashMap<>();
        Page page = work.page().with(wanted -> found.getOrDefault(wanted, Optional.empty()));
        Set<Included> missing = missing(page, found);
        while (!missing.isEmpty()) {
            missing.forEach(wanted -> found.put(wanted, find(page.ref(), wanted)));
            missing = missing(page, found);
        }
        return page;
    }

    private Set<Included> missing(Page page, Map<Included, Optional<Page>> found) {
        Set<Included> missing = new LinkedHashSet<>(scanner.includedBy(page));
        missing.removeAll(found.keySet());
        return missing;
    }

    private Optional<Page> find(PageRef from, Included wanted) {
        PageRef known = links.find(from, wanted).orElse(null);
        if (known == null) {
            return Optional.empty();
        }
        return sites.all().stream()
                .filter(site -> known.cloudId().equals(site.cloudId()))
                .filter(site -> site.spaces().covers(known.space()))
                .findFirst()
                .flatMap(site -> page(site, known));
    }

    private Optional<Page> page(Site site, PageRef known) {
        return answers.get(
                new Key(site.name(), known.contentId(), known.revision()),
                () -> asked(site, known));
    }

    /** Empty if it may not be shown, whatever the ledger says. */
    private Optional<Page> asked(Site site, PageRef known) {
        for (Listed row : listings.fetch(site.name(), List.of(known.contentId()))) {
            String storage = row.storage();
            if (row.ref().access() == Access.OPEN
                    && site.spaces().covers(row.ref().space())
                    && storage != null) {
                return Optional.of(new Page(row.ref(), storage));
            }
        }
        return Optional.empty();
    }
}
