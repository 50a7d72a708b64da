package dev.kbsync.simulator.search;

import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentIndex.Order;
import dev.kbsync.simulator.content.ContentIndex.Position;
import dev.kbsync.simulator.content.Entry;
import dev.kbsync.simulator.content.SiteContent;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.cql.Bounds;
import dev.kbsync.simulator.cql.Conditions;
import dev.kbsync.simulator.cql.CqlContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One search: what the query bounds decides how the index is read, the order decides the rest. */
final class SearchRun {
    private final Search.Question question;
    private final CqlContext context;
    private final SiteContent site;
    private final SearchIndex index;
    private final Totals totals;
    private final Bounds bounds;
    private final Ordering ordering;
    private final Predicate<Entry> test;
    private final List<Long> spaces;

    SearchRun(
            Search.Question question,
            CqlContext context,
            SiteContent site,
            SearchIndex index,
            Totals totals) {
        this.question = question;
        this.context = context;
        this.site = site;
        this.index = index;
        this.totals = totals;
        test = Conditions.test(question.query().where(), context);
        bounds = Bounds.of(question.query().where(), context);
        ordering = Ordering.of(question.query().order(), site);
        spaces = searchedSpaces().map(Space::id).toList();
        SearchCursor cursor = question.cursor();
        if (cursor != null && !ordering.fits(cursor)) {
            throw new IllegalArgumentException("The cursor is not from this query");
        }
    }

    Search.Page page() {
        List<Entry> rows = new ArrayList<>();
        Iterator<? extends Entry> matches = matches().iterator();
        while (rows.size() < question.limit() && matches.hasNext()) {
            rows.add(matches.next());
        }
        if (rows.isEmpty()) {
            return new Search.Page(rows, null, false, total());
        }
        Entry last = rows.get(rows.size() - 1);
        SearchCursor end = new SearchCursor(ordering.signature(), ordering.keys(last));
        return new Search.Page(rows, end, matches.hasNext(), total());
    }

    private Stream<Space> searchedSpaces() {
        Optional<Set<String>> named = bounds.spaces();
        return site.spaces().stream()
                .filter(space -> !space.hidden())
                .filter(
                        space ->
                                space.archived()
                                        ? question.archivedSpaces()
                                        : question.currentSpaces())
                .filter(
                        space ->
                                named.isEmpty()
                                        || named.get()
                                                .contains(space.key().toLowerCase(Locale.ROOT)));
    }

    /** The rows after the cursor that the asker may see, in order. */
    private Stream<? extends Entry> matches() {
        boolean sorted = ordering.kept().isPresent();
        return sorted && bounds.ids().isEmpty() && !bounds.spaceRows()
                ? scanned(ordering.kept().get()).filter(test).filter(this::mayBeSeen)
                : collected();
    }

    private Stream<Content> scanned(Order order) {
        Bounds.Range range =
                switch (order) {
                    case ID -> null;
                    case CREATED -> bounds.created();
                    case MODIFIED -> bounds.modified();
                };
        boolean descending = ordering.descending();
        Iterator<Content> all = index.scan(spaces, order, descending, start(range));
        Stream<Content> rows =
                StreamSupport.stream(Spliterators.spliteratorUnknownSize(all, 0), false);
        return range == null
                ? rows.filter(this::findable)
                : rows.takeWhile(
                                content ->
                                        descending
                                                ? order.of(content).value() >= millis(range.from())
                                                : order.of(content).value() < millis(range.to()))
                        .filter(this::findable);
    }

    private @Nullable Position start(Bounds.@Nullable Range range) {
        SearchCursor cursor = question.cursor();
        if (cursor != null) {
            return Ordering.position(cursor);
        }
        if (range == null) {
            return null;
        }
        return ordering.descending()
                ? new Position(millis(range.to()), Long.MAX_VALUE)
                : new Position(millis(range.from()), Long.MIN_VALUE);
    }

    private static long millis(Instant instant) {
        return instant.equals(Instant.MAX) ? Long.MAX_VALUE : instant.toEpochMilli();
    }

    /** The rows of an order that is not kept: all of them, sorted. */
    private Stream<? extends Entry> collected() {
        record Keyed(Entry entry, List<String> keys) {}
        SearchCursor cursor = question.cursor();
        return candidates()
                .filter(test)
                .filter(this::mayBeSeen)
                .map(entry -> new Keyed(entry, ordering.keys(entry)))
                .filter(
                        keyed ->
                                cursor == null
                                        || ordering.comparator()
                                                        .compare(keyed.keys(), cursor.keys())
                                                > 0)
                .sorted((a, b) -> ordering.comparator().compare(a.keys(), b.keys()))
                .map(Keyed::entry);
    }

    private Stream<? extends Entry> candidates() {
        Optional<Set<Long>> ids = bounds.ids();
        Stream<Content> contents =
                ids.isPresent()
                        ? ids.get().stream()
                                .map(index::get)
                                .filter(Objects::nonNull)
                                .map(content -> Objects.requireNonNull(content))
                                .filter(content -> spaces.contains(content.spaceId()))
                                .filter(this::findable)
                        : all();
        return bounds.spaceRows() && question.spaceRows()
                ? Stream.concat(searchedSpaces(), contents)
                : contents;
    }

    private Stream<Content> all() {
        List<Content> all = new ArrayList<>();
        index.scan(spaces, Order.ID, false, null).forEachRemaining(all::add);
        return all.stream().filter(this::findable);
    }

    /** What hangs on something is found only while that is. */
    private boolean findable(Content content) {
        return content.details() == null || index.parent(content) != null;
    }

    private boolean mayBeSeen(Entry entry) {
        Content now = entry instanceof Content ? site.content(entry.id()) : null;
        return now == null || site.visible(now, question.by());
    }

    private int total() {
        Object asked =
                List.of(
                        question.query().where().toString(),
                        spaces,
                        question.by().accountId(),
                        context.now().truncatedTo(ChronoUnit.MINUTES),
                        index.generation());
        return totals.of(asked, () -> (int) candidates().filter(test).count());
    }
}
