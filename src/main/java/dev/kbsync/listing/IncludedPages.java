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
import org.jspecify.annotations.Nullable;
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
    private final Map<Version, Answer> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

    IncludedPages(PageLinks links, Sites sites, Listings listings, Clock clock) {
        this.links = links;
        this.sites = sites;
        this.listings = listings;
        this.clock = clock;
    }

    private record Version(String cloudId, String contentId, int number) {}

    /**
     * @param page null if it may not be shown
     */
    private record Answer(@Nullable Page page, Instant until) {

        long length() {
            return page == null ? 0 : page.storage().length();
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
        Answer answer = kept.get(version);
        if (answer == null || clock.instant().isAfter(answer.until())) {
            answer = new Answer(asked(site, known), clock.instant().plus(FRESH));
            kept.put(version, answer);
            trim();
        }
        return Optional.ofNullable(answer.page());
    }

    private @Nullable Page asked(Site site, PageRef known) {
        for (Listed row : listings.fetch(site.name(), List.of(known.contentId()))) {
            String storage = row.storage();
            if (row.ref().access() == Access.OPEN
                    && site.spaces().covers(row.ref().space())
                    && storage != null) {
                return new Page(row.ref(), storage);
            }
        }
        return null;
    }

    private void trim() {
        long length = kept.values().stream().mapToLong(Answer::length).sum();
        var eldest = kept.values().iterator();
        while (eldest.hasNext() && (kept.size() > KEPT || length > ROOM)) {
            length -= eldest.next().length();
            eldest.remove();
        }
    }
}
