package dev.kbsync.simulator.v1;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.simulator.cql.CqlException;
import dev.kbsync.simulator.cql.CqlParser;
import dev.kbsync.simulator.cql.CqlQuery;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.http.Refusal;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.rest.Errors;
import dev.kbsync.simulator.search.Search;
import dev.kbsync.simulator.search.SearchCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a search, read and checked in the order Confluence checks them.
 *
 * @param call the call they come with
 * @param cql the query as sent
 * @param query the query, parsed
 * @param expand what is wanted of the content of each row
 * @param spaceExpand what is wanted of spaces that are rows
 * @param limit how many rows are wanted, after Confluence's own caps
 * @param cursor where to go on, null for the beginning
 */
record SearchRequest(
        Call call,
        String cql,
        CqlQuery query,
        Expansions expand,
        Expansions spaceExpand,
        int limit,
        @Nullable SearchCursor cursor) {

    private static final int DEFAULT_LIMIT = 25;

    /**
     * @param prefixed whether expansions of content begin with {@code content.}, as in {@code
     *     /search}; what does not is ignored there
     */
    static SearchRequest read(Call call, boolean prefixed) {
        int asked = number(call, "limit", DEFAULT_LIMIT);
        String cql = call.parameter("cql");
        if (cql == null || cql.isEmpty()) {
            throw Errors.v1BadRequest("cql query parameter is required");
        }
        if (asked < 0) {
            throw new Refusal(
                    Errors.v1(
                            400,
                            "java.lang.IllegalArgumentException: limit cannot be less than zero"));
        }
        List<String> paths = new ArrayList<>(call.request().parameters().list("expand"));
        Expansions all = Expansions.of(paths);
        Expansions expand = prefixed ? all.under("content") : all;
        try {
            return new SearchRequest(
                    call,
                    cql,
                    CqlParser.parse(cql),
                    expand,
                    all.under("space"),
                    Math.min(asked, cap(expand)),
                    cursor(call));
        } catch (CqlException refused) {
            throw refusal(refused);
        }
    }

    static Refusal refusal(CqlException refused) {
        String message = String.valueOf(refused.getMessage());
        return refused.status() == 400
                ? new Refusal(
                        Errors.v1WithData(
                                400,
                                message.startsWith("Could not parse cql")
                                        ? message
                                        : "com.atlassian.confluence.api.service.exceptions.api."
                                                + "BadRequestException: "
                                                + message))
                : new Refusal(Errors.v1(refused.status(), message));
    }

    private static int number(Call call, String name, int otherwise) {
        String value = call.parameter(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException malformed) {
            throw new Refusal(Errors.noSuchPage());
        }
    }

    /** Rows that are costly to make come in smaller pages. */
    private static int cap(Expansions expand) {
        if (expand.has("body.export_view") || expand.has("body.styled_view")) {
            return 25;
        }
        if (expand.has("body")) {
            return 50;
        }
        return expand.isEmpty() ? 1000 : 200;
    }

    private static @Nullable SearchCursor cursor(Call call) {
        String cursor = call.parameter("cursor");
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        Optional<SearchCursor> decoded = SearchCursor.decode(cursor);
        if (decoded.isEmpty()) {
            throw badCursor();
        }
        return decoded.get();
    }

    static Refusal badCursor() {
        String scale =
                "com.atlassian.confluence.api.service.exceptions.scale.SSStatusCodeException";
        return new Refusal(
                Errors.v1(
                        400,
                        scale
                                + ": CQL was parsed but the search manager was unable to execute the"
                                + " search. Error message: "
                                + scale
                                + ": There was an illegal request passed to XP-Search Aggregator"
                                + " API : HTTP/1.1 400 Bad Request"));
    }

    /** The question to the site's search, with a limit of its own. */
    Search.Question question(boolean spaceRows, int rows) {
        JsonNode context = cqlContext();
        return new Search.Question(
                query,
                call.account(),
                cursor,
                rows,
                call.request().flag("includeArchivedSpaces")
                        || call.request().flag("excludeCurrentSpaces"),
                !call.request().flag("excludeCurrentSpaces"),
                spaceRows,
                context.path("spaceKey").asText(""),
                context.path("contentId").asText(""));
    }

    private JsonNode cqlContext() {
        String context = call.parameter("cqlcontext");
        try {
            return context == null ? Json.object() : Json.read(context.getBytes(UTF_8));
        } catch (IllegalArgumentException malformed) {
            throw Errors.v1BadRequest("Could not parse cqlcontext");
        }
    }
}
