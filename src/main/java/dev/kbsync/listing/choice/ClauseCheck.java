package dev.kbsync.listing.choice;

import dev.kbsync.confluence.failure.BadRequestException;
import dev.kbsync.listing.choice.ListingChooser.Way;
import dev.kbsync.listing.search.Cql;
import dev.kbsync.listing.search.SearchClient;
import dev.kbsync.site.CqlClause;
import dev.kbsync.site.Site;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Whether the CQL clause of a site can be applied, found out before anything is listed. */
@Component
class ClauseCheck {

    private final ListingChooser ways;
    private final SearchClient search;
    private final Map<String, CqlClause> accepted = new ConcurrentHashMap<>();

    ClauseCheck(ListingChooser ways, SearchClient search) {
        this.ways = ways;
        this.search = search;
    }

    /**
     * Asks Confluence once for each clause.
     *
     * @throws BadRequestException with one sentence, if the site is listed in a way that knows no
     *     clauses, or if Confluence does not understand this one
     * @throws dev.kbsync.confluence.failure.ConfluenceException if the site could not be asked
     */
    void check(Site site) {
        CqlClause clause = site.rule().cql();
        if (clause.isEmpty()) {
            return;
        }
        if (ways.of(site.name(), true) == Way.SPACES) {
            throw new BadRequestException(
                    "The CQL clause of \"%s\" %s can only be applied where sites are listed by search, and this one is listed by space; set kbsync.listing.by=auto, or remove the clause (%s)."
                            .formatted(site.name(), clause.shown(), clause.origin()));
        }
        if (clause.equals(accepted.get(site.name()))) {
            return;
        }
        try {
            search.search(site.name(), Cql.matching(clause.text()), null, 1, "", row -> row);
        } catch (BadRequestException e) {
            throw new BadRequestException(
                    "Confluence does not accept the CQL clause of \"%s\" %s: %s; mend %s."
                            .formatted(site.name(), clause.shown(), e.said(), clause.place()));
        }
        accepted.put(site.name(), clause);
    }
}
