package dev.kbsync.confluence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.confluence.ConfluenceRequest.ResponseReader;
import dev.kbsync.confluence.failure.UnexpectedAnswerException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {"results": [...], "_links": {"next": ...}}} row by row, so that one result with its
 * body is in memory as a tree at a time, not the whole answer. Of {@code next} only the cursor is
 * taken: v1 writes it relative to {@code /wiki}, v2 relative to the host, and neither knows of the
 * gateway in front (API facts, section 2).
 *
 * @param <T> what a row becomes
 */
public final class ResultRowsReader<T> implements ResponseReader<ResultRows<T>> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CURSOR = "cursor=";

    private final Function<JsonNode, T> row;

    public ResultRowsReader(Function<JsonNode, T> row) {
        this.row = row;
    }

    @Override
    public ResultRows<T> read(InputStream body) throws IOException {
        List<T> rows = new ArrayList<>();
        JsonNode links = JSON.missingNode();
        long total = -1;
        boolean hasResults = false;
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnexpectedAnswerException(
                        "Confluence sent JSON that is not an object where a list was due.");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "results" -> {
                        hasResults = parser.currentToken() == JsonToken.START_ARRAY;
                        while (hasResults && parser.nextToken() != JsonToken.END_ARRAY) {
                            rows.add(row.apply(parser.<JsonNode>readValueAsTree()));
                        }
                        parser.skipChildren();
                    }
                    case "_links" -> links = parser.readValueAsTree();
                    case "totalSize" -> total = parser.getValueAsLong(-1);
                    default -> parser.skipChildren();
                }
            }
        }
        if (!hasResults) {
            // Without this an error body with status 200 would read as the end of the list.
            throw new UnexpectedAnswerException(
                    "Confluence sent an answer without a list of \"results\".");
        }
        return new ResultRows<>(rows, cursor(links.path("next")), total);
    }

    /** Only a list without a next link has come to its end. */
    private static @Nullable String cursor(JsonNode link) {
        String next = link.asText("");
        if (link.isMissingNode() || link.isNull() || (link.isTextual() && next.isBlank())) {
            return null;
        }
        int query = next.indexOf('?');
        for (String parameter : next.substring(query + 1).split("&", -1)) {
            if (parameter.startsWith(CURSOR) && parameter.length() > CURSOR.length()) {
                return URLDecoder.decode(
                        parameter.substring(CURSOR.length()), StandardCharsets.UTF_8);
            }
        }
        throw new UnexpectedAnswerException("Confluence sent a next link without a cursor.");
    }
}
