package dev.kbsync.listing.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.confluence.ConfluenceClient;
import dev.kbsync.confluence.ConfluenceRequest;
import dev.kbsync.confluence.ResultRows;
import dev.kbsync.confluence.ResultRowsReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks {@code GET /wiki/rest/api/search}: of all that is left of v1, the route for which the
 * classic scopes are known to suffice (API facts, section 0).
 */
@Component
public class SearchClient {

    private final ConfluenceClient confluence;

    public SearchClient(ConfluenceClient confluence) {
        this.confluence = confluence;
    }

    /**
     * One page of results. It may be empty although more follow, where the index does not know yet
     * what may not be seen any more; an empty one that leads nowhere else is the end.
     *
     * @param cursor null for the first page of results
     * @param expand comma separated parts to bring along, empty for none
     */
    public <T> ResultRows<T> search(
            String site,
            String cql,
            @Nullable String cursor,
            int limit,
            String expand,
            Function<JsonNode, T> row) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("cql", cql);
        query.put("limit", Integer.toString(limit));
        query.put("excerpt", "none");
        if (!expand.isEmpty()) {
            query.put("expand", expand);
        }
        if (cursor != null) {
            query.put("cursor", cursor);
        }
        ResultRows<T> rows =
                confluence.get(
                        new ConfluenceRequest<>(
                                site,
                                "/wiki/rest/api/search",
                                query,
                                new ResultRowsReader<>(row),
                                limit > 1));
        boolean end = rows.rows().isEmpty() && Objects.equals(cursor, rows.cursor());
        return end ? new ResultRows<>(List.of(), null, rows.totalSize()) : rows;
    }
}
