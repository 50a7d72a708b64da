package dev.kbsync.simulator.v2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Collections included in a single object: at most 50 rows, and a word on whether there are more.
 */
final class Included {
    private static final int MOST = 50;

    private Included() {}

    /**
     * Adds a collection to an object.
     *
     * @param kind such as {@code pages}, for the link to all rows, which lacks {@code /wiki}
     */
    static void put(ObjectNode json, String part, String kind, String id, List<ObjectNode> rows) {
        ObjectNode collection = json.putObject(part);
        ArrayNode results = collection.putArray("results");
        rows.stream().limit(MOST).forEach(results::add);
        collection.putObject("meta").put("hasMore", rows.size() > MOST);
        collection.putObject("_links").put("self", "/api/v2/" + kind + "/" + id + "/" + part);
    }
}
