package dev.kbsync.listing.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.confluence.ResultRows;
import dev.kbsync.confluence.Usage;
import dev.kbsync.confluence.failure.BadRequestException;
import dev.kbsync.confluence.failure.NotFoundException;
import dev.kbsync.confluence.failure.TooMuchAtOnceException;
import dev.kbsync.confluence.failure.UnexpectedAnswerException;
import dev.kbsync.listing.AncestorAccess;
import dev.kbsync.listing.AncestorAccess.Answers;
import dev.kbsync.listing.CompleteList;
import dev.kbsync.listing.Limits;
import dev.kbsync.listing.Listing;
import dev.kbsync.listing.SearchRow;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Listed;
import dev.kbsync.page.ResultPage;
import dev.kbsync.page.Scan.Position;
import dev.kbsync.site.Site;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists a site by CQL search, which the classic scopes allow. */
@Component
public class SearchListing implements Listing {

    private final SearchClient search;
    private final Limits limits;
    private final AncestorAccess ancestors;
    private final Clock clock;

    public SearchListing(
            SearchClient search, Limits limits, AncestorAccess ancestors, Clock clock) {
        this.search = search;
        this.limits = limits;
        this.ancestors = ancestors;
        this.clock = clock;
    }

    /** The same, of those pages only that match a clause of CQL as well. */
    public Listing within(String clause) {
        return new Within(this, clause);
    }

    private record Within(SearchListing all, String clause) implements Listing {

        @Override
        public ResultPage list(Site site, Position position) {
            return position.leg() instanceof Leg.Confirm
                    ? all.confirmed(site, position.leg(), clause)
                    : all.list(site, position, clause);
        }

        @Override
        public List<Listed> fetch(Site site, Collection<String> ids) {
            return all.byId(site, ids, clause, true).stream().map(SearchRow::listed).toList();
        }

        @Override
        public Usage fetchCost(Site site, int pages) {
            return all.fetchCost(site, pages);
        }
    }

    @Override
    public ResultPage list(Site site, Position position) {
        return list(site, position, "");
    }

    private ResultPage list(Site site, Position position, String clause) {
        Leg leg = position.leg();
        SearchPosition at = SearchPosition.parse(position.cursor());
        try {
            return list(site, leg, clause, at);
        } catch (BadRequestException | TooMuchAtOnceException e) {
            if (!at.canBeginAnew()) {
                throw e;
            }
            return list(site, leg, clause, at.anew());
        }
    }

    /** What is there but does not match has to go as what is gone has to, for another reason. */
    private ResultPage confirmed(Site site, Leg leg, String clause) {
        List<Listed> matching =
                byId(site, leg.ids(), clause, false).stream().map(SearchRow::listed).toList();
        Set<String> others = new LinkedHashSet<>(leg.ids());
        matching.forEach(row -> others.remove(row.ref().contentId()));
        Map<String, String> fates = new HashMap<>();
        describe(site, others)
                .keySet()
                .forEach(id -> fates.put(id, "it does not match the CQL clause of its site"));
        return new ResultPage(leg, matching, null).telling(fates);
    }

    private ResultPage list(Site site, Leg leg, String clause, SearchPosition at) {
        String cql = Cql.of(leg, clause, at.bound(), clock.instant());
        ResultRows<SearchRow> rows = rows(site, cql, at.cursor(), leg.bodies());
        String cursor = rows.cursor();
        String next = cursor == null ? null : at.after(time(leg, rows.rows()), cursor).text();
        return new ResultPage(leg, rows.rows().stream().map(SearchRow::listed).toList(), next);
    }

    private static @Nullable Instant time(Leg leg, List<SearchRow> rows) {
        if (rows.isEmpty()) {
            return null;
        }
        SearchRow last = rows.get(rows.size() - 1);
        return leg instanceof Leg.Changes ? last.listed().ref().modifiedAt() : last.createdAt();
    }

    @Override
    public List<Listed> fetch(Site site, Collection<String> ids) {
        return byId(site, ids, "", true).stream().map(SearchRow::listed).toList();
    }

    @Override
    public Usage fetchCost(Site site, int pages) {
        return limits.cost(site.name(), true, pages);
    }

    /** What the index knows of these pages, without bodies, by content id. */
    public Map<String, SearchRow> describe(Site site, Collection<String> ids) {
        Map<String, SearchRow> found = new HashMap<>();
        byId(site, ids, "", false).forEach(row -> found.put(row.listed().ref().contentId(), row));
        return found;
    }

    private List<SearchRow> byId(Site site, Collection<String> ids, String clause, boolean bodies) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return CompleteList.of(cursor -> rows(site, Cql.ids(ids, clause), cursor, bodies));
    }

    /** Asks for fewer rows at once until Confluence can answer in time. */
    private ResultRows<SearchRow> rows(
            Site site, String cql, @Nullable String cursor, boolean bodies) {
        while (true) {
            int limit = limits.of(site.name(), bodies);
            try {
                return rows(site, cql, cursor, bodies, limit);
            } catch (TooMuchAtOnceException e) {
                if (limit == 1) {
                    throw e;
                }
                limits.tooMuch(site.name(), limit);
            }
        }
    }

    private ResultRows<SearchRow> rows(
            Site site, String cql, @Nullable String cursor, boolean bodies, int limit) {
        ResultRows<SearchRow> rows;
        try {
            rows = searched(site, cql, cursor, SearchRow.parts(bodies, true), limit);
        } catch (NotFoundException e) {
            // One page above that the credential cannot see is enough (API facts, section 5.2).
            rows = searched(site, cql, cursor, SearchRow.parts(bodies, false), limit);
        }
        return judged(site, rows);
    }

    private ResultRows<SearchRow> searched(
            Site site, String cql, @Nullable String cursor, String parts, int limit) {
        return search.search(site.name(), cql, cursor, limit, parts, reader(site));
    }

    /**
     * What the rows leave open of the pages above is asked for. A page of which nobody tells who
     * may read it is withdrawn; but several rows of which none does are no rows of several such
     * pages: the answer lacks a part.
     */
    private ResultRows<SearchRow> judged(Site site, ResultRows<SearchRow> rows) {
        if (rows.rows().size() > 1 && rows.rows().stream().noneMatch(SearchRow::tellsOwn)) {
            throw new UnexpectedAnswerException(
                    "Site \"%s\": Confluence listed %d pages and did not say of any of them who may read it."
                            .formatted(site.name(), rows.rows().size()));
        }
        Answers answers = ancestors.of(site.name());
        return new ResultRows<>(
                rows.rows().stream()
                        .map(row -> row.tellsAbove() ? row : answers.judge(row))
                        .toList(),
                rows.cursor(),
                rows.totalSize());
    }

    private static Function<JsonNode, SearchRow> reader(Site site) {
        String cloudId = site.knownCloudId();
        return row -> SearchRow.read(row, cloudId, site.url().toString());
    }
}
