package dev.kbsync.listing.choice;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.confluence.ResultRows;
import dev.kbsync.listing.CompleteList;
import dev.kbsync.listing.RowFields;
import dev.kbsync.listing.SearchRow;
import dev.kbsync.listing.choice.ListingChooser.Way;
import dev.kbsync.listing.search.Cql;
import dev.kbsync.listing.search.SearchClient;
import dev.kbsync.listing.v2.DataPolicies;
import dev.kbsync.listing.v2.SpaceIds;
import dev.kbsync.page.Batches;
import dev.kbsync.page.Listed;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.SpaceInfo;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.SpaceChoice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Which spaces a credential reaches, and a look into them. */
@Component("spaceLister")
public class ReachableSpaces {

    private static final int LIMIT = 200;

    /** Pages that a look shows. */
    private static final int NEWEST = 10;

    /** Pages that come with one request if their bodies come along. */
    private static final int BODIES = 50;

    private static final Duration FOR = Duration.ofHours(1);

    private final SearchClient search;
    private final SpaceIds v2;
    private final ListingChooser ways;
    private final DataPolicies policies;
    private final ClauseCheck clauses;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<String, Long> sizes = new ConcurrentHashMap<>();

    ReachableSpaces(
            SearchClient search,
            SpaceIds v2,
            ListingChooser ways,
            DataPolicies policies,
            ClauseCheck clauses,
            Clock clock) {
        this.clauses = clauses;
        this.policies = policies;
        this.search = search;
        this.v2 = v2;
        this.ways = ways;
        this.clock = clock;
    }

    private record Known(SpaceChoice choice, List<SpaceInfo> spaces, Instant until) {}

    /** How the site is listed, in words for people. */
    public String way(String site) {
        return switch (ways.of(site)) {
            case SEARCH ->
                    "Listed by search: changes show once Confluence's search index knows them.";
            case SPACES -> "Listed by space: changes show at once.";
        };
    }

    /** Every space the credential can see, by name. */
    public List<SpaceInfo> all(String site) {
        return spaces(site, List.of());
    }

    /**
     * Those of the site's wanted spaces that the credential can see. Body out: the spaces as
     * Confluence spells them; a wanted space that is missing is not there or is hidden. Runs for
     * changes look once an hour.
     *
     * @throws dev.kbsync.confluence.failure.ConfluenceException if the site could not be asked, or
     *     if its CQL clause cannot be kept
     */
    public List<SpaceInfo> wanted(Site site, RunKind kind) {
        SpaceChoice choice = site.spaces();
        if (choice.isEmpty()) {
            return List.of();
        }
        clauses.check(site);
        Instant now = clock.instant();
        Known before = known.get(site.name());
        if (kind == RunKind.CHANGES
                && before != null
                && before.choice().equals(choice)
                && now.isBefore(before.until())) {
            return before.spaces();
        }
        Set<String> hiding = policies.hiding(site);
        List<SpaceInfo> spaces =
                spaces(site.name(), choice.asks() ? List.of() : choice.keys()).stream()
                        .filter(space -> choice.covers(space.key()))
                        .map(space -> hiding.contains(space.key()) ? space.hidingPages() : space)
                        .toList();
        known.put(site.name(), new Known(choice, spaces, now.plus(FOR)));
        return spaces;
    }

    private List<SpaceInfo> spaces(String site, Collection<String> keys) {
        if (ways.of(site) == Way.SPACES) {
            return v2.current(site).stream()
                    .filter(
                            space ->
                                    keys.isEmpty()
                                            || keys.stream()
                                                    .anyMatch(space.key()::equalsIgnoreCase))
                    .toList();
        }
        return CompleteList.of(
                cursor ->
                        search.search(
                                site, Cql.spaces(keys), cursor, LIMIT, "", ReachableSpaces::space));
    }

    private static SpaceInfo space(JsonNode row) {
        JsonNode space = row.path("space");
        return new SpaceInfo(RowFields.required(space, "key"), space.path("name").asText(""));
    }

    /** How many pages a space has, as Confluence estimates it, and the newest of them. */
    public record Preview(long pages, List<PageRef> newest) {}

    /**
     * What spaces hold.
     *
     * @param pages how many, as Confluence estimates it
     * @param points what it costs to list them with their bodies once, about
     * @param newest the pages changed last that everybody may read, with their bodies
     */
    public record Sample(long pages, long points, List<Listed> newest) {}

    /**
     * A look into the spaces of a choice.
     *
     * @throws dev.kbsync.confluence.failure.ConfluenceException if the site could not be asked
     */
    public Sample sample(Site site, SpaceChoice choice) {
        // Without a key the search would find all that there is.
        List<List<String>> parts =
                choice.all() ? List.of(List.of()) : Batches.of(keys(site, choice));
        List<ResultRows<SearchRow>> looks =
                parts.stream().map(part -> newest(site, part, true)).toList();
        int each = ways.of(site.name(), !site.rule().cql().isEmpty()) == Way.SEARCH ? 1 : 2;
        long pages = looks.stream().mapToLong(ResultRows::totalSize).sum();
        sizes.put(site.name(), pages);
        return new Sample(
                pages,
                each * pages + pages / BODIES + 5,
                looks.stream()
                        .flatMap(look -> look.rows().stream())
                        .map(SearchRow::listed)
                        .sorted(comparing(page -> page.ref().modifiedAt(), reverseOrder()))
                        .limit(NEWEST)
                        .filter(page -> page.ref().access() == Access.OPEN)
                        .filter(page -> page.storage() != null)
                        .toList());
    }

    private List<String> keys(Site site, SpaceChoice choice) {
        List<String> known =
                choice.asks()
                        ? all(site.name()).stream().map(SpaceInfo::key).toList()
                        : choice.keys();
        return known.stream().filter(choice::covers).toList();
    }

    /** How many pages the last sample of a site promised; 0 if there was none. */
    public long sampled(String site) {
        return sizes.getOrDefault(site, 0L);
    }

    /** A look into one space: the few pages changed last. */
    public Preview preview(Site site, String space) {
        ResultRows<SearchRow> rows = newest(site, List.of(space), false);
        return new Preview(
                rows.totalSize(), rows.rows().stream().map(row -> row.listed().ref()).toList());
    }

    private ResultRows<SearchRow> newest(Site site, List<String> spaces, boolean bodies) {
        String cloudId = site.cloudId() == null ? "" : site.cloudId();
        return search.search(
                site.name(),
                Cql.newest(spaces),
                null,
                NEWEST,
                SearchRow.parts(bodies, true),
                row -> SearchRow.read(row, cloudId, site.url().toString()));
    }
}
