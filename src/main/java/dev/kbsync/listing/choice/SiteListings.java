package dev.kbsync.listing.choice;

import dev.kbsync.confluence.Usage;
import dev.kbsync.confluence.failure.UnexpectedAnswerException;
import dev.kbsync.listing.Listing;
import dev.kbsync.listing.choice.ListingChooser.Way;
import dev.kbsync.listing.extras.AttachmentListing;
import dev.kbsync.listing.extras.PageExtras;
import dev.kbsync.listing.search.SearchListing;
import dev.kbsync.listing.v2.DataPolicies;
import dev.kbsync.listing.v2.V2Listing;
import dev.kbsync.page.Attachment;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Listed;
import dev.kbsync.page.ResultPage;
import dev.kbsync.page.Scan.Position;
import dev.kbsync.site.Extras.Attachments;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists sites, each in its way. */
@Component
public class SiteListings {

    private final Sites sites;
    private final ListingChooser ways;
    private final SearchListing search;
    private final V2Listing spaces;
    private final PageExtras companions;
    private final AttachmentListing attachments;
    private final DataPolicies policies;

    public SiteListings(
            Sites sites,
            ListingChooser ways,
            SearchListing search,
            V2Listing spaces,
            PageExtras companions,
            AttachmentListing attachments,
            DataPolicies policies) {
        this.policies = policies;
        this.attachments = attachments;
        this.sites = sites;
        this.ways = ways;
        this.search = search;
        this.spaces = spaces;
        this.companions = companions;
    }

    /** A list is read to its end in the way it was begun. */
    public ResultPage list(String siteName, Position position) {
        Site site = sites.get(siteName);
        String cursor = position.cursor();
        Way way = cursor == null ? ways.of(siteName, !position.clause().isEmpty()) : begun(cursor);
        if (way == Way.SPACES && !position.clause().isEmpty()) {
            // The first list of a space may have been begun before there was a clause.
            throw new UnexpectedAnswerException(
                    "The list was begun without the CQL clause; the next run begins it anew.");
        }
        Listing listing = listing(way, position.clause());
        Leg leg = position.leg();
        List<String> files = leg.ids().stream().filter(Attachment::isId).toList();
        List<String> pages = leg.ids().stream().filter(id -> !Attachment.isId(id)).toList();
        ResultPage page;
        if (pages.isEmpty() && !files.isEmpty()) {
            page = new ResultPage(leg, List.of(), null);
        } else {
            String rest = cursor == null ? null : cursor.substring(1);
            page = listing.list(site, position.of(leg.only(pages), rest)).of(leg);
            page =
                    companions.added(
                            site, page.with(signed(way, page.cursor())), cursor == null, listing);
        }
        page = cursor == null && !files.isEmpty() ? withFiles(site, page, files, listing) : page;
        // Asked last: what is hidden between two answers must not be taken for gone.
        return leg instanceof Leg.Confirm && page.rows().size() < leg.ids().size()
                ? page.hiding(policies.hiding(site))
                : page;
    }

    private ResultPage withFiles(Site site, ResultPage page, List<String> files, Listing listing) {
        List<Listed> rows = new ArrayList<>(page.rows());
        // Those of the listed pages have come along with them.
        Set<String> listed =
                rows.stream().map(row -> row.ref().contentId()).collect(Collectors.toSet());
        List<String> others = files.stream().filter(id -> !listed.contains(id)).toList();
        rows.addAll(attachments.byId(site, others, listing));
        Map<String, String> fates = new HashMap<>(page.absence().fates());
        String fate =
                site.extras().attachments() == Attachments.TEXT
                        ? "it was deleted, alone or with its page, its page is not wanted any more, or it is hidden from this credential"
                        : "the text of attachments is not wanted any more";
        files.forEach(file -> fates.put(file, fate));
        return page.with(rows).telling(fates);
    }

    private static Way begun(String cursor) {
        return cursor.startsWith(Way.SPACES.sign()) ? Way.SPACES : Way.SEARCH;
    }

    private static @Nullable String signed(Way way, @Nullable String cursor) {
        return cursor == null ? null : way.sign() + cursor;
    }

    public List<Listed> fetch(String site, Collection<String> ids) {
        return listing(ways.of(site), "").fetch(sites.get(site), ids);
    }

    public Usage fetchCost(String site, int pages) {
        return listing(ways.of(site), "").fetchCost(sites.get(site), pages);
    }

    private Listing listing(Way way, String clause) {
        if (way == Way.SPACES) {
            return spaces;
        }
        return clause.isEmpty() ? search : search.within(clause);
    }
}
