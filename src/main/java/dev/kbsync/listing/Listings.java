package dev.kbsync.listing;

import dev.kbsync.confluence.SiteAccess;
import dev.kbsync.page.Listed;
import dev.kbsync.page.ResultPage;
import dev.kbsync.page.Scan.Position;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Chooses how a site is listed, by what its credential may do. */
@Component
class Listings {

    /** What the space listing needs beyond the search (API facts, section 3.3). */
    private static final Set<String> GRANULAR =
            Set.of(
                    "read:space:confluence",
                    "read:page:confluence",
                    "read:content.metadata:confluence");

    private final Sites sites;
    private final SiteAccess access;
    private final SearchListing search;
    private final SpaceListing spaces;
    private final ListingProperties properties;

    Listings(
            Sites sites,
            SiteAccess access,
            SearchListing search,
            SpaceListing spaces,
            ListingProperties properties) {
        this.sites = sites;
        this.access = access;
        this.search = search;
        this.spaces = spaces;
        this.properties = properties;
    }

    /** How a site is listed. */
    enum Way {
        SEARCH("s"),
        SPACES("v");

        private final String sign;

        Way(String sign) {
            this.sign = sign;
        }
    }

    /**
     * By space wherever the credential may, unless the properties say otherwise.
     *
     * @throws dev.kbsync.confluence.NotAuthorizedException if the site has no credential
     */
    Way way(String site) {
        return switch (properties.by()) {
            case SEARCH -> Way.SEARCH;
            case SPACES -> Way.SPACES;
            case AUTO ->
                    access.scopes(site).map(scopes -> scopes.containsAll(GRANULAR)).orElse(true)
                            ? Way.SPACES
                            : Way.SEARCH;
        };
    }

    /** A list is read to its end in the way it was begun. */
    ResultPage list(String siteName, Position position) {
        Site site = sites.get(siteName);
        String cursor = position.cursor();
        Way way = cursor == null ? way(siteName) : begun(cursor);
        ResultPage page =
                listing(way)
                        .list(
                                site,
                                new Position(
                                        position.leg(),
                                        cursor == null ? null : cursor.substring(1)));
        return page.with(signed(way, page.cursor()));
    }

    private static Way begun(String cursor) {
        return cursor.startsWith(Way.SPACES.sign) ? Way.SPACES : Way.SEARCH;
    }

    private static @Nullable String signed(Way way, @Nullable String cursor) {
        return cursor == null ? null : way.sign + cursor;
    }

    List<Listed> fetch(String site, Collection<String> ids) {
        return listing(way(site)).fetch(sites.get(site), ids);
    }

    private Listing listing(Way way) {
        return way == Way.SPACES ? spaces : search;
    }
}
