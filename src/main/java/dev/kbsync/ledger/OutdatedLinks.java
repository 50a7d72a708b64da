package dev.kbsync.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/**
 * Links that a change makes outdated. A run marks them, so that their documents are converted
 * again; a dry run only asks whose they are.
 */
public final class OutdatedLinks {

    private final NamedParameterJdbcOperations batches;
    private final List<Links> kinds = new ArrayList<>();

    OutdatedLinks(NamedParameterJdbcOperations batches) {
        this.batches = batches;
    }

    private record Links(String condition, Map<String, String> values) {}

    /** One statement for each kind of link: no database finds its way through all at once. */
    OutdatedLinks and(String condition, Map<String, String> values) {
        kinds.add(new Links(condition, values));
        return this;
    }

    /** Has the documents that have these links converted again. */
    public void mark() {
        kinds.stream()
                .collect(
                        groupingBy(
                                Links::condition,
                                LinkedHashMap::new,
                                mapping(Links::values, toList())))
                .forEach(this::mark);
    }

    @SuppressWarnings("unchecked") // An array of a generic type.
    private void mark(String condition, List<Map<String, String>> values) {
        batches.batchUpdate(
                "update ledger_link set stale = true where " + condition,
                values.toArray(Map[]::new));
    }

    /** Ids of the pages whose documents have these links. */
    public List<String> contentIds() {
        return kinds.stream()
                .flatMap(
                        links ->
                                batches
                                        .queryForList(
                                                "select content_id from ledger_link where "
                                                        + links.condition(),
                                                links.values(),
                                                String.class)
                                        .stream())
                .distinct()
                .toList();
    }
}
