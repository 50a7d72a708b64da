package dev.kbsync.listing.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.confluence.ConfluenceClient;
import dev.kbsync.confluence.ConfluenceRequest;
import dev.kbsync.confluence.ResultRows;
import dev.kbsync.confluence.ResultRowsReader;
import dev.kbsync.confluence.failure.TooMuchAtOnceException;
import dev.kbsync.listing.CompleteList;
import dev.kbsync.listing.Limits;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks lists of {@code /wiki/api/v2}, for which granular scopes are needed (API facts, 3.3). */
@Component
public class V2Client {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConfluenceClient confluence;
    private final Limits limits;

    public V2Client(ConfluenceClient confluence, Limits limits) {
        this.confluence = confluence;
        this.limits = limits;
    }

    /**
     * One page of results; fewer rows at once until Confluence can answer in time.
     *
     * @param path below {@code /wiki/api/v2/}
     * @param bodies whether bodies in storage format come along
     */
    public <T> ResultRows<T> list(
            String site,
            String path,
            V2Query query,
            boolean bodies,
            @Nullable String cursor,
            Function<JsonNode, T> row) {
        return list(site, path, query, bodies, () -> limits.of(site, bodies), cursor, row);
    }

    /**
     * One page of results of a list of changes, without bodies.
     *
     * @param passed how many pages of results came before this one
     */
    public <T> ResultRows<T> changes(
            String site,
            String path,
            V2Query query,
            int passed,
            @Nullable String cursor,
            Function<JsonNode, T> row) {
        return list(site, path, query, false, () -> limits.ofChanges(site, passed), cursor, row);
    }

    private <T> ResultRows<T> list(
            String site,
            String path,
            V2Query query,
            boolean bodies,
            IntSupplier rows,
            @Nullable String cursor,
            Function<JsonNode, T> row) {
        while (true) {
            int limit = rows.getAsInt();
            V2Query whole = query.with("limit", Integer.toString(limit));
            if (bodies) {
                whole = whole.with("body-format", "storage");
            }
            if (cursor != null) {
                whole = whole.with("cursor", cursor);
            }
            try {
                return confluence.get(
                        new ConfluenceRequest<>(
                                site,
                                "/wiki/api/v2/" + path,
                                whole.parameters(),
                                new ResultRowsReader<>(row),
                                limit > 1,
                                false));
            } catch (TooMuchAtOnceException e) {
                if (limit == 1) {
                    throw e;
                }
                limits.tooMuch(site, limit);
            }
        }
    }

    /** A list to its end, which is a missing next link (API facts, section 2). */
    public <T> List<T> all(
            String site, String path, V2Query query, boolean bodies, Function<JsonNode, T> row) {
        return CompleteList.of(cursor -> list(site, path, query, bodies, cursor, row));
    }

    /**
     * A single thing.
     *
     * @param path below {@code /wiki/api/v2/}
     */
    public JsonNode one(String site, String path) {
        return confluence.get(
                new ConfluenceRequest<>(site, "/wiki/api/v2/" + path, Map.of(), JSON::readTree));
    }
}
