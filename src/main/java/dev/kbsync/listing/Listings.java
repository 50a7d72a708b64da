package dev.kbsync.listing;

import dev.kbsync.page.Listed;
import dev.kbsync.page.ResultPage;
import dev.kbsync.page.Scan.Position;
import dev.kbsync.site.Sites;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Chooses how a site is listed. */
@Component
class Listings {

    private final Sites sites;
    private final SearchListing search;

    Listings(Sites sites, SearchListing search) {
        this.sites = sites;
        this.search = search;
    }

    ResultPage list(String site, Position position) {
        return search.list(sites.get(site), position);
    }

    List<Listed> fetch(String site, Collection<String> ids) {
        return search.fetch(sites.get(site), ids);
    }
}
