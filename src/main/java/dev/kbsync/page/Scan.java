package dev.kbsync.page;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one run still has to list, and how far it has got. The run adds legs, the listing takes them
 * one page of results at a time. Not for several threads at once: the loop of the route {@code run}
 * is the only one that touches it.
 */
public final class Scan {

    private final String site;
    private final String clause;
    private final Deque<Leg> legs = new ArrayDeque<>();
    private final Set<String> missing = new HashSet<>();
    // Cursors grow to thousands of characters: only their hashes are kept.
    private final Set<UUID> cursors = new HashSet<>();
    private @Nullable String cursor;
    private int passed;
    private final Map<Position, Future<Ahead>> ahead = new HashMap<>();
    private int lists = 1;
    private boolean asksAhead = true;

    public Scan(String site, Collection<Leg> legs) {
        this(site, "", legs);
    }

    /**
     * @param clause what pages have to match beside, in Confluence's query language; empty for all
     */
    public Scan(String site, String clause, Collection<Leg> legs) {
        this.site = site;
        this.clause = clause;
        legs.forEach(this::add);
    }

    public String site() {
        return site;
    }

    public void add(Leg leg) {
        legs.add(leg);
        if (legs.size() == 1) {
            start(leg);
        }
    }

    /** Where the listing stands, empty once every leg was listed to its end. */
    public Optional<Position> position() {
        Leg leg = legs.peek();
        return leg == null
                ? Optional.empty()
                : Optional.of(new Position(leg, clause, cursor, passed));
    }

    /**
     * Where the listing stands, and where the lists after it begin that are worth asking for at the
     * same time. While lists are of one page of results each, twice as many after each; none beside
     * a longer one: what waits for that to end would be old when its turn comes.
     *
     * @param most how many there are at most
     */
    public List<Position> next(int most) {
        lists = Math.min(lists, most);
        return Stream.concat(position().stream(), legs.stream().skip(1).map(this::beginning))
                .limit(lists)
                .toList();
    }

    private Position beginning(Leg leg) {
        return new Position(leg, clause, place(leg), 0);
    }

    private static @Nullable String place(Leg leg) {
        return leg instanceof Leg.Whole whole ? whole.place() : null;
    }

    /**
     * A place in a list.
     *
     * @param clause what its pages have to match beside; empty for all
     * @param cursor null for the first page of results of the leg
     * @param passed how many pages of results of the leg came before this one
     */
    public record Position(Leg leg, String clause, @Nullable String cursor, int passed) {

        /** The same place in a listing's own words. */
        public Position of(Leg part, @Nullable String ownCursor) {
            return new Position(part, clause, ownCursor, passed);
        }
    }

    /**
     * Notes a page of results and moves on.
     *
     * @return the page, with the absent ids if it was the last of a list by ids
     * @throws IllegalStateException if its cursor was there before: the list would never end
     */
    public ResultPage passed(ResultPage page) {
        page.rows().forEach(row -> missing.remove(row.ref().contentId()));
        String next = page.cursor();
        if (next != null) {
            if (!cursors.add(UUID.nameUUIDFromBytes(next.getBytes(StandardCharsets.UTF_8)))) {
                throw new IllegalStateException(
                        "the listing is in a loop: Confluence sent the same cursor twice");
            }
            cursor = next;
            passed++;
            lists = 1;
            return page;
        }
        lists = passed == 0 ? lists * 2 : 1;
        ResultPage last = page.ended(missing.stream().sorted().toList());
        skipLeg();
        return last;
    }

    /** Ends a leg before its last page of results, if it is still the one in progress. */
    public void finish(Leg leg) {
        if (leg.equals(legs.peek())) {
            Future<Ahead> unwanted = takeAhead();
            if (unwanted != null) {
                unwanted.cancel(true);
            }
            skipLeg();
        }
    }

    /** Nobody wants the pages of results that are being fetched ahead of their turn. */
    public void cancelAhead() {
        ahead.values().forEach(unwanted -> unwanted.cancel(true));
        ahead.clear();
    }

    /** Gives up the leg in progress and turns to the next one. */
    public void skipLeg() {
        legs.remove();
        Leg next = legs.peek();
        if (next != null) {
            start(next);
        }
    }

    private void start(Leg leg) {
        cursor = place(leg);
        passed = 0;
        cursors.clear();
        missing.clear();
        missing.addAll(leg.ids());
    }

    /**
     * A page of results that was listed ahead of its turn.
     *
     * @param at when Confluence gave it
     */
    public record Ahead(ResultPage page, Instant at) {

        /** How many characters its bodies have. */
        public long size() {
            return page.rows().stream()
                    .map(Listed::storage)
                    .filter(Objects::nonNull)
                    .mapToLong(String::length)
                    .sum();
        }
    }

    /** The next page of results, if it is being fetched ahead of its turn; forgotten once taken. */
    public @Nullable Future<Ahead> takeAhead() {
        return position().map(ahead::remove).orElse(null);
    }

    /** Remembers a page of results that is being fetched ahead of its turn. */
    public void putAhead(Position position, Future<Ahead> page) {
        ahead.put(position, page);
    }

    /** Whether a page of results is being fetched ahead of its turn, or waits for it. */
    public boolean isAhead(Position position) {
        return ahead.containsKey(position);
    }

    /** What is being fetched ahead of its turn, or waits for it. */
    public Collection<Future<Ahead>> allAhead() {
        return Collections.unmodifiableCollection(ahead.values());
    }

    /** Whether the next page of results is being fetched ahead of its turn, or waits for it. */
    public boolean hasAhead() {
        return position().filter(ahead::containsKey).isPresent();
    }

    /** Whether pages of results may be fetched ahead of their turn. */
    public boolean asksAhead() {
        return asksAhead;
    }

    /**
     * The run is about to let others go first: what is fetched from now on is processed at once.
     */
    public void stopAskingAhead() {
        asksAhead = false;
    }

    /** Others have gone first, if they had to; what was fetched before is too old then. */
    public void resumeAskingAhead() {
        if (!asksAhead) {
            cancelAhead();
        }
        asksAhead = true;
    }
}
