package dev.kbsync.simulator.search;

import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentIndex;
import dev.kbsync.simulator.content.Entry;
import dev.kbsync.simulator.content.SiteContent;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.cql.CqlException;
import dev.kbsync.simulator.cql.CqlQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The order of a search's rows. Every value an order looks at is written as text that sorts the
 * same way, so that a cursor can carry it; ids break ties.
 */
final class Ordering {

    private enum Key {
        ID((entry, site) -> number(entry.id())),
        CREATED((entry, site) -> number(entry.createdAt().toEpochMilli())),
        LASTMODIFIED((entry, site) -> number(entry.modifiedAt().toEpochMilli())),
        TITLE((entry, site) -> entry.title().toLowerCase(Locale.ROOT)),
        TYPE((entry, site) -> entry instanceof Content content ? content.type().wire() : "space"),
        SPACE((entry, site) -> spaceKey(entry, site));

        @SuppressWarnings("ImmutableEnumChecker") // the functions keep nothing
        private final BiFunction<Entry, SiteContent, String> value;

        Key(BiFunction<Entry, SiteContent, String> value) {
            this.value = value;
        }

        private static String number(long number) {
            return "%019d".formatted(number);
        }

        private static String spaceKey(Entry entry, SiteContent site) {
            Space space = entry instanceof Content content ? site.spaceOf(content) : (Space) entry;
            return space.key();
        }
    }

    private record Part(Key key, boolean descending) {}

    private final SiteContent site;
    private final List<Part> parts;

    private Ordering(SiteContent site, List<Part> parts) {
        this.site = site;
        this.parts = parts;
    }

    /**
     * The order a query asks for.
     *
     * @throws CqlException if rows cannot be ordered so
     */
    static Ordering of(List<CqlQuery.Sort> order, SiteContent site) {
        List<Part> parts = new ArrayList<>();
        for (CqlQuery.Sort sort : order) {
            parts.add(new Part(key(sort.field()), sort.descending()));
        }
        boolean descending = !parts.isEmpty() && parts.get(parts.size() - 1).descending();
        if (parts.stream().noneMatch(part -> part.key() == Key.ID)) {
            parts.add(new Part(Key.ID, descending));
        }
        return new Ordering(site, List.copyOf(parts));
    }

    private static Key key(String field) {
        for (Key key : Key.values()) {
            if (key.name().equalsIgnoreCase(field)) {
                return key;
            }
        }
        throw new CqlException("Results cannot be ordered by the field: '" + field + "'");
    }

    /** The order in a form that tells it from others. */
    String signature() {
        return parts.stream()
                .map(part -> (part.descending() ? "-" : "+") + part.key())
                .collect(Collectors.joining(","));
    }

    /** The row's value for each part of the order. */
    List<String> keys(Entry entry) {
        return parts.stream().map(part -> part.key().value.apply(entry, site)).toList();
    }

    Comparator<List<String>> comparator() {
        return (left, right) -> {
            for (int i = 0; i < parts.size(); i++) {
                int difference = left.get(i).compareTo(right.get(i));
                if (difference != 0) {
                    return parts.get(i).descending() ? -difference : difference;
                }
            }
            return 0;
        };
    }

    boolean descending() {
        return parts.get(0).descending();
    }

    /** Whether the cursor comes from a search in this order. */
    boolean fits(SearchCursor cursor) {
        return cursor.order().equals(signature()) && cursor.keys().size() == parts.size();
    }

    /** The kept order this one is, if the index keeps it. */
    Optional<ContentIndex.Order> kept() {
        boolean byIdAtLast =
                parts.size() == 1
                        || (parts.size() == 2
                                && parts.get(1).key() == Key.ID
                                && parts.get(1).descending() == descending());
        return byIdAtLast
                ? switch (parts.get(0).key()) {
                    case ID -> Optional.of(ContentIndex.Order.ID);
                    case CREATED -> Optional.of(ContentIndex.Order.CREATED);
                    case LASTMODIFIED -> Optional.of(ContentIndex.Order.MODIFIED);
                    default -> Optional.empty();
                }
                : Optional.empty();
    }

    /** The cursor's place in a kept order. */
    static ContentIndex.Position position(SearchCursor cursor) {
        List<String> keys = cursor.keys();
        return new ContentIndex.Position(
                Long.parseLong(keys.get(0)), Long.parseLong(keys.get(keys.size() - 1)));
    }
}
