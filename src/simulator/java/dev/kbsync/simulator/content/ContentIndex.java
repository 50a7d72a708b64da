package dev.kbsync.simulator.content;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Content kept in the orders that lists are asked for, space by space, so that a page of a list
 * starts where the last one ended without sorting anything. Not thread-safe.
 */
public final class ContentIndex {

    /** An order that is kept; ties go by id. */
    public enum Order {
        ID,
        CREATED,
        MODIFIED;

        public Position of(Entry entry) {
            return new Position(
                    switch (this) {
                        case ID -> entry.id();
                        case CREATED -> entry.createdAt().toEpochMilli();
                        case MODIFIED -> entry.modifiedAt().toEpochMilli();
                    },
                    entry.id());
        }
    }

    /**
     * A place in an order: the ordered value (an id or milliseconds) and the id that breaks ties.
     */
    public record Position(long value, long id) implements Comparable<Position> {
        private static final Comparator<Position> ORDER =
                Comparator.comparingLong(Position::value).thenComparingLong(Position::id);

        @Override
        public int compareTo(Position other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<Long, Map<Order, NavigableMap<Position, Content>>> bySpace = new HashMap<>();

    public void put(Content content) {
        orders(content.spaceId()).forEach((order, all) -> all.put(order.of(content), content));
    }

    public void remove(Content content) {
        orders(content.spaceId()).forEach((order, all) -> all.remove(order.of(content)));
    }

    private Map<Order, NavigableMap<Position, Content>> orders(long spaceId) {
        return bySpace.computeIfAbsent(
                spaceId,
                unused -> {
                    Map<Order, NavigableMap<Position, Content>> orders = new EnumMap<>(Order.class);
                    for (Order order : Order.values()) {
                        orders.put(order, new TreeMap<>());
                    }
                    return orders;
                });
    }

    /**
     * What the spaces hold, in order.
     *
     * @param after where to start, itself left out; null for the beginning
     */
    public Iterator<Content> scan(
            Collection<Long> spaceIds, Order order, boolean descending, @Nullable Position after) {
        List<Iterator<Content>> parts =
                spaceIds.stream()
                        .distinct()
                        .map(bySpace::get)
                        .filter(Objects::nonNull)
                        .map(orders -> from(orders, order, descending, after))
                        .toList();
        if (parts.isEmpty()) {
            return Collections.emptyIterator();
        }
        Comparator<Content> comparator = Comparator.comparing(order::of);
        return parts.size() == 1
                ? parts.get(0)
                : new Merged<>(parts, descending ? comparator.reversed() : comparator);
    }

    private static Iterator<Content> from(
            Map<Order, NavigableMap<Position, Content>> orders,
            Order order,
            boolean descending,
            @Nullable Position after) {
        NavigableMap<Position, Content> all =
                Objects.requireNonNull(orders.get(order), "every order is kept");
        NavigableMap<Position, Content> directed = descending ? all.descendingMap() : all;
        return (after == null ? directed : directed.tailMap(after, false)).values().iterator();
    }
}
