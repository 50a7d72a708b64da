package dev.kbsync.listing.v2;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.confluence.ResultRows;
import dev.kbsync.confluence.Usage;
import dev.kbsync.confluence.failure.UnexpectedAnswerException;
import dev.kbsync.listing.AncestorAccess;
import dev.kbsync.listing.AncestorAccess.Answers;
import dev.kbsync.listing.Limits;
import dev.kbsync.listing.Listing;
import dev.kbsync.listing.SearchRow;
import dev.kbsync.listing.search.SearchListing;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Listed;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.ContentType;
import dev.kbsync.page.ResultPage;
import dev.kbsync.page.Scan.Position;
import dev.kbsync.site.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lists a site space by space through v2: consistent at once, where the search index lags. What v2
 * does not tell of a page, the pages above it, labels and restrictions, is asked of the search for
 * a page of results at a time, and page by page only where the index does not know a version yet.
 */
@Component
public class V2Listing implements Listing {

    /** What has a list in v2; files are listed with their pages. */
    private static final List<ContentType> TYPES = List.of(ContentType.PAGE, ContentType.BLOG_POST);

    /** So many a list can be of; of more, it is of the whole site (API facts, section 4.3). */
    private static final int MOST_SPACES = 100;

    /** Within that, the two tell the same time, however exactly they do. */
    private static final Duration NEAR = Duration.ofSeconds(30);

    private final V2Client v2;
    private final SearchListing search;
    private final SpaceIds spaces;
    private final PageDetails details;
    private final AncestorAccess access;
    private final Limits limits;
    private final RowsAhead ahead;

    V2Listing(
            V2Client v2,
            SearchListing search,
            SpaceIds spaces,
            PageDetails details,
            AncestorAccess access,
            Limits limits,
            RowsAhead ahead) {
        this.limits = limits;
        this.ahead = ahead;
        this.v2 = v2;
        this.search = search;
        this.spaces = spaces;
        this.details = details;
        this.access = access;
    }

    /**
     * Pages come first, blog posts after them.
     *
     * @param cursor Confluence's, null for the first page of results
     */
    private record Place(ContentType type, @Nullable String cursor) {

        static Place parse(@Nullable String text) {
            if (text == null) {
                return new Place(ContentType.PAGE, null);
            }
            String cursor = text.substring(1);
            return new Place(
                    text.charAt(0) == 'b' ? ContentType.BLOG_POST : ContentType.PAGE,
                    cursor.isEmpty() ? null : cursor);
        }

        String text() {
            return (type == ContentType.BLOG_POST ? "b" : "p") + (cursor == null ? "" : cursor);
        }

        @Nullable Place after(@Nullable String next) {
            if (next != null) {
                return new Place(type, next);
            }
            return type == ContentType.PAGE ? new Place(ContentType.BLOG_POST, null) : null;
        }
    }

    @Override
    public ResultPage list(Site site, Position position) {
        Leg leg = position.leg();
        if (!leg.ids().isEmpty()) {
            return leg instanceof Leg.Confirm
                    ? confirmed(site, leg)
                    : new ResultPage(leg, byId(site, leg.ids(), leg.bodies()), null);
        }
        Place place = Place.parse(position.cursor());
        List<String> ids = spaces.ids(site.name(), leg.spaces());
        if (ids.isEmpty()) {
            // Not the end of a list: what it held may not be taken for gone.
            throw new UnexpectedAnswerException(
                    "Confluence does not show the space %s any more."
                            .formatted(String.join(", ", leg.spaces())));
        }
        boolean few = ids.size() <= MOST_SPACES;
        V2Query query =
                (few ? V2Query.NONE.withIds("space-id", ids) : V2Query.NONE)
                        .with("status", "current")
                        .with("sort", leg instanceof Leg.Changes ? "-modified-date" : "id");
        RowsAhead.Place here = new RowsAhead.Place(site.name(), leg, position.cursor());
        ResultRows<V2Row> waiting = ahead.take(here);
        ResultRows<V2Row> rows = waiting == null ? rows(site, position, place, query) : waiting;
        List<V2Row> wanted = rows.rows().stream().filter(row -> isWanted(leg, row)).toList();
        // Newest first: after one that is too old there are only older ones.
        Place next = place.after(wanted.size() < rows.rows().size() ? null : rows.cursor());
        if (next != null && leg instanceof Leg.Whole) {
            ahead.ask(
                    new RowsAhead.Place(site.name(), leg, next.text()),
                    () -> rows(site, position, next, query));
        }
        Set<String> among = Set.copyOf(ids);
        List<V2Row> ours = wanted.stream().filter(row -> among.contains(row.spaceId())).toList();
        ResultPage page =
                new ResultPage(leg, described(site, ours), next == null ? null : next.text());
        boolean posts =
                place.type() == ContentType.PAGE
                        && next != null
                        && next.type() == ContentType.BLOG_POST;
        return posts && leg instanceof Leg.Whole
                ? with(page, list(site, position.of(leg, page.cursor())))
                : page;
    }

    /** Blog posts are few: they come along with the last pages of their space. */
    private static ResultPage with(ResultPage pages, ResultPage posts) {
        List<Listed> rows = new ArrayList<>(pages.rows());
        rows.addAll(posts.rows());
        return posts.with(rows);
    }

    /** Of what changed, only versions: bodies of what turns out to be new are fetched later. */
    private ResultRows<V2Row> rows(Site site, Position position, Place place, V2Query query) {
        Leg leg = position.leg();
        String path = path(place.type());
        Function<JsonNode, V2Row> reader = row -> V2Row.read(row, place.type());
        if (leg instanceof Leg.Changes) {
            // Pages may have been listed before, but blog posts begin with the newest as well.
            int passed = place.cursor() == null ? 0 : position.passed();
            return v2.changes(site.name(), path, query, passed, place.cursor(), reader);
        }
        return v2.list(site.name(), path, query, leg.bodies(), place.cursor(), reader);
    }

    private static boolean isWanted(Leg leg, V2Row row) {
        return !(leg instanceof Leg.Changes changes)
                || !row.modifiedAt().isBefore(changes.enough());
    }

    @Override
    public List<Listed> fetch(Site site, Collection<String> ids) {
        return byId(site, ids, true);
    }

    /** Pages, blog posts, and what the search knows of them. */
    @Override
    public Usage fetchCost(Site site, int pages) {
        return limits.cost(site.name(), true, pages)
                .plus(new Usage(1, 1))
                .plus(limits.cost(site.name(), false, pages));
    }

    /** What is not current any more tells where it went. */
    private ResultPage confirmed(Site site, Leg leg) {
        List<V2Row> rows = rows(site, leg.ids(), leg.bodies(), true);
        Map<String, String> fates = new HashMap<>();
        // Whether it was purged or is only hidden, nobody tells who may not see it.
        leg.ids().forEach(id -> fates.put(id, "it was purged, or is hidden from this credential"));
        for (V2Row row : rows) {
            if (!row.current()) {
                fates.put(
                        row.id(),
                        row.status().equals("archived")
                                ? "it was archived"
                                : "it was deleted and lies in the trash");
            }
        }
        List<V2Row> current = rows.stream().filter(V2Row::current).toList();
        return new ResultPage(leg, described(site, current), null).telling(fates);
    }

    private List<Listed> byId(Site site, Collection<String> ids, boolean bodies) {
        return described(site, rows(site, ids, bodies, false));
    }

    private List<V2Row> rows(Site site, Collection<String> ids, boolean bodies, boolean gone) {
        List<V2Row> rows = new ArrayList<>();
        if (ids.isEmpty()) {
            return rows;
        }
        for (ContentType type : TYPES) {
            V2Query query =
                    V2Query.NONE
                            .withIds("id", ids)
                            .withEach("status", gone ? statuses(type) : List.of("current"));
            rows.addAll(
                    v2.all(site.name(), path(type), query, bodies, row -> V2Row.read(row, type)));
        }
        return rows;
    }

    private List<Listed> described(Site site, List<V2Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, SearchRow> known = search.describe(site, rows.stream().map(V2Row::id).toList());
        Answers answers = access.of(site.name());
        return rows.stream()
                .map(
                        row -> {
                            SearchRow found = known.get(row.id());
                            return found != null && isOf(found.listed().ref(), row)
                                    ? new Listed(
                                            found.listed().ref(),
                                            row.storage(),
                                            found.listed().people())
                                    : new Listed(details.of(site, row, answers), row.storage());
                        })
                .toList();
    }

    /**
     * By its time as well: numbers are given anew, so that an older version may have had this one.
     */
    private static boolean isOf(PageRef found, V2Row row) {
        return found.version() == row.version()
                && Duration.between(found.modifiedAt(), row.modifiedAt()).abs().compareTo(NEAR) < 0;
    }

    /** What a page or blog post may have become without being purged. */
    private static List<String> statuses(ContentType type) {
        return type == ContentType.PAGE
                ? List.of("current", "archived", "trashed")
                : List.of("current", "trashed");
    }

    private static String path(ContentType type) {
        return type == ContentType.PAGE ? "pages" : "blogposts";
    }
}
