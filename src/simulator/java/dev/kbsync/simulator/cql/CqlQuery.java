package dev.kbsync.simulator.cql;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A parsed query.
 *
 * @param where what is looked for
 * @param order what comes first; empty for Confluence's own choice
 */
public record CqlQuery(Clause where, List<Sort> order) {

    /** One key of the order, a field as the query spells it. */
    public record Sort(String field, boolean descending) {
        @Override
        public String toString() {
            return field + (descending ? " DESC" : " ASC");
        }
    }

    /** The query in Confluence's own spacing, as {@code cqlQuery} answers it. */
    @Override
    public String toString() {
        return order.isEmpty()
                ? where.toString()
                : order.stream()
                        .map(Sort::toString)
                        .collect(Collectors.joining(", ", where + " ORDER BY ", ""));
    }
}
