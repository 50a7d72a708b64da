package dev.kbsync.listing;

import dev.kbsync.confluence.ResultRows;
import dev.kbsync.page.Listed;
import dev.kbsync.page.ResultPage;
import dev.kbsync.page.Scan.Position;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists a site by CQL search, which the classic scopes allow. */
@Component
class SearchListing {

    private final Sites sites;
    private final SearchClient search;
    private final ListingProperties properties;

    SearchListing(Sites sites, SearchClient search, ListingProperties properties) {
        this.sites = sites;
        this.search = search;
        this.properties = properties;
    }

    /**
     * One page of results.
     *
     * @throws dev.kbsync.confluence.ConfluenceException if it could not be had
     */
    ResultPage list(String siteName, Position position) {
        boolean bodies = position.leg().bodies();
        ResultRows<Listed> rows =
                rows(sites.get(siteName), Cql.of(position.leg()), position.cursor(), bodies);
        // A next link may lead to an empty page; both mean the end (API facts, section 2).
        String cursor = rows.rows().isEmpty() ? null : rows.cursor();
        return new ResultPage(position.leg(), rows.rows(), cursor);
    }

    /** How many requests {@link #fetch} needs for so many pages, if all goes well. */
    int requests(int pages) {
        return (pages + properties.limit() - 1) / properties.limit();
    }

    /** The pages of these ids that the credential can see, with bodies. */
    List<Listed> fetch(String siteName, Collection<String> ids) {
        Site site = sites.get(siteName);
        List<Listed> found = new java.util.ArrayList<>();
        String cursor = null;
        do {
            ResultRows<Listed> rows = rows(site, Cql.ids(ids), cursor, true);
            found.addAll(rows.rows());
            cursor = rows.rows().isEmpty() ? null : rows.cursor();
        } while (cursor != null);
        return found;
    }

    private ResultRows<Listed> rows(
            Site site, String cql, @Nullable String cursor, boolean bodies) {
        String cloudId = site.knownCloudId();
        return search.search(
                site.name(),
                cql,
                cursor,
                bodies ? properties.limit() : properties.limitWithoutBodies(),
                bodies ? SearchRow.WITH_BODY : SearchRow.REFERENCE,
                row -> SearchRow.read(row, cloudId, site.url().toString()));
    }
}
