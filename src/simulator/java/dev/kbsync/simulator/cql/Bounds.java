package dev.kbsync.simulator.cql;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.kbsync.simulator.cql.Clause.Comparison;
import dev.kbsync.simulator.cql.Clause.Value;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What every hit of a query must have, read off its condition so that a search need not look at the
 * whole site. Bounds only ever leave out what cannot match.
 *
 * @param spaces keys in lower case, if the query names its spaces
 * @param ids content ids, if the query names its content
 * @param created when hits can have been made
 * @param modified when hits can have been changed
 * @param spaceRows whether spaces themselves are asked for
 */
public record Bounds(
        Optional<Set<String>> spaces,
        Optional<Set<Long>> ids,
        Range created,
        Range modified,
        boolean spaceRows) {

    /** From the first moment, included, to the last, left out. */
    public record Range(Instant from, Instant to) {
        static final Range ALWAYS = new Range(Instant.EPOCH, Instant.MAX);

        Range and(Range other) {
            return new Range(
                    from.isAfter(other.from) ? from : other.from,
                    to.isBefore(other.to) ? to : other.to);
        }
    }

    public static Bounds of(Clause clause, CqlContext context) {
        List<Clause> parts = clause instanceof Clause.All all ? all.parts() : List.of(clause);
        Optional<Set<String>> spaces = Optional.empty();
        Optional<Set<Long>> ids = Optional.empty();
        Range created = Range.ALWAYS;
        Range modified = Range.ALWAYS;
        for (Clause part : parts) {
            if (!(part instanceof Comparison comparison)) {
                continue;
            }
            Field field = Field.named(comparison.field());
            boolean names =
                    (comparison.operator() == Operator.EQUAL
                                    || comparison.operator() == Operator.IN)
                            && comparison.values().stream().allMatch(Value.Text.class::isInstance);
            switch (field) {
                case SPACE, SPACE_KEY -> {
                    if (names) {
                        spaces = Optional.of(intersection(spaces, texts(comparison)));
                    }
                }
                case ID, CONTENT -> {
                    if (names) {
                        ids = Optional.of(intersection(ids, Ids.of(texts(comparison))));
                    }
                }
                case CREATED -> created = created.and(range(comparison, context));
                case LAST_MODIFIED -> modified = modified.and(range(comparison, context));
                default -> {}
            }
        }
        return new Bounds(spaces, ids, created, modified, asksForSpaces(clause));
    }

    private static <T> Set<T> intersection(Optional<Set<T>> known, Set<T> more) {
        if (known.isEmpty()) {
            return more;
        }
        Set<T> both = new HashSet<>(known.get());
        both.retainAll(more);
        return both;
    }

    private static Set<String> texts(Comparison comparison) {
        return comparison.values().stream()
                .map(value -> ((Value.Text) value).text().toLowerCase(Locale.ROOT))
                .collect(toUnmodifiableSet());
    }

    private static Range range(Comparison comparison, CqlContext context) {
        Dates.Span span = new Dates(context.zone(), context.now()).read(comparison.values().get(0));
        // The minute of a time can begin before it, never after: bounds are a minute wide.
        return switch (comparison.operator()) {
            case GREATER, GREATER_OR_EQUAL -> new Range(span.start(), Instant.MAX);
            case LESS, LESS_OR_EQUAL -> new Range(Instant.EPOCH, span.start().plusSeconds(60));
            case EQUAL -> new Range(span.start(), span.end());
            default -> Range.ALWAYS;
        };
    }

    private static boolean asksForSpaces(Clause clause) {
        if (clause instanceof Clause.All all) {
            return all.parts().stream().anyMatch(Bounds::asksForSpaces);
        }
        if (clause instanceof Clause.Any any) {
            return any.parts().stream().anyMatch(Bounds::asksForSpaces);
        }
        return clause instanceof Comparison comparison
                && comparison.field().equalsIgnoreCase("type")
                && !comparison.operator().isNegative()
                && comparison.values().stream()
                        .anyMatch(v -> v.toString().replace("\"", "").equalsIgnoreCase("space"));
    }
}
