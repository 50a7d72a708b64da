package dev.kbsync.listing;

import dev.kbsync.page.Inclusions;
import dev.kbsync.page.Listed;
import dev.kbsync.page.Page;
import dev.kbsync.page.PageLinks;
import dev.kbsync.page.PageLinks.Included;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Gets the content of pages that others include: only of those which there is a document of, and
 * which are open, since whoever reads the one would read the other. A page that many include is
 * asked for once in a while.
 */
@Component
class IncludedPages implements Inclusions {

    /** Restrictions change without a new version, so nothing is kept for long. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final int KEPT = 100;

    /** In characters, of all kept together. */
    private static final long ROOM = 4_000_000;

    private final PageLinks links;
    private final Sites sites;
    private final Listings listings;
    private final Clock clock;
    private final Map<Version, Kept> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

    IncludedPages(PageLinks links, Sites sites, Listings listings, Clock clock) {
        this.links = links;
        this.sites = sites;
        this.listings = listings;
        this.clock = clock;
    }

    private record Version(String cloudId, String contentId, int number) {}

    private record Kept(Page page, Instant until) {

        int length() {
            return page.storage().length();
        }
    }

    /**
     * @throws dev.kbsync.confluence.ConfluenceException if the site cannot be asked just now
     */
    @Override
    public Optional<Page> page(PageRef from, String space, String title) {
        PageRef known = links.find(from, new Included(space, title)).orElse(null);
        if (known == null) {
            return Optional.empty();
        }
        return sites.all().stream()
                .filter(site -> known.cloudId().equals(site.cloudId()))
                .filter(site -> site.spaces().covers(known.space()))
                .findFirst()
                .flatMap(site -> page(site, known));
    }

    private synchronized Optional<Page> page(Site site, PageRef known) {
        Version version = new Version(known.cloudId(), known.contentId(), known.version());
        Kept before = kept.get(version);
        if (before != null && clock.instant().isBefore(before.until())) {
            return Optional.of(before.page());
        }
        Optional<Page> page = asked(site, known);
        page.ifPresent(found -> kept.put(version, new Kept(found, clock.instant().plus(FRESH))));
        trim();
        return page;
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

    private void trim() {
        long length = kept.values().stream().mapToLong(Kept::length).sum();
        var eldest = kept.values().iterator();
        while (eldest.hasNext() && (kept.size() > KEPT || length > ROOM)) {
            length -= eldest.next().length();
            eldest.remove();
        }
    }
}
