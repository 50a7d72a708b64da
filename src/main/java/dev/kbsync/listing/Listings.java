package dev.kbsync.listing;

import dev.kbsync.confluence.Usage;
import dev.kbsync.listing.WayToList.Way;
import dev.kbsync.page.Listed;
import dev.kbsync.page.ResultPage;
import dev.kbsync.page.Scan.Position;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists sites, each in its way. */
@Component
class Listings {

    private final Sites sites;
    private final WayToList ways;
    private final SearchListing search;
    private final SpaceListing spaces;
    private final Companions companions;

    Listings(
            Sites sites,
            WayToList ways,
            SearchListing search,
            SpaceListing spaces,
            Companions companions) {
        this.sites = sites;
        this.ways = ways;
        this.search = search;
        this.spaces = spaces;
        this.companions = companions;
    }

    /** A list is read to its end in the way it was begun. */
    ResultPage list(String siteName, Position position) {
        Site site = sites.get(siteName);
        String cursor = position.cursor();
        Way way = cursor == null ? ways.of(siteName) : begun(cursor);
        ResultPage page =
                listing(way)
                        .list(
                                site,
                                new Position(
                                        position.leg(),
                                        cursor == null ? null : cursor.substring(1)));
        return companions.added(
                site, page.with(signed(way, page.cursor())), cursor == null, listing(way));
    }

    private static Way begun(String cursor) {
        return cursor.startsWith(Way.SPACES.sign()) ? Way.SPACES : Way.SEARCH;
    }

    private static @Nullable String signed(Way way, @Nullable String cursor) {
        return cursor == null ? null : way.sign() + cursor;
    }

    List<Listed> fetch(String site, Collection<String> ids) {
        return listing(ways.of(site)).fetch(sites.get(site), ids);
    }

    Usage fetchCost(String site, int pages) {
        return listing(ways.of(site)).fetchCost(sites.get(site), pages);
    }

    private Listing listing(Way way) {
        return way == Way.SPACES ? spaces : search;
    }
}
