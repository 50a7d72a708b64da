package dev.kbsync.simulator.v2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Html;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.rest.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of v2's lists. The next link is relative to the host and begins with {@code /wiki},
 * never with the gateway's own prefix; the Link header says the same.
 */
final class Results {
    private Results() {}

    /**
     * A list's answer.
     *
     * @param cursor of the next page, null at the end
     */
    static Answer of(Call call, ArrayNode results, @Nullable String cursor) {
        ObjectNode body = Json.object();
        body.set("results", results);
        ObjectNode links = body.putObject("_links");
        String base = call.site().base();
        String header = "<" + base + ">; rel=\"base\"";
        if (cursor != null) {
            String next = next(call, cursor);
            links.put("next", next);
            header = "<" + next + ">; rel=\"next\", " + header;
        }
        links.put("base", base);
        return Answer.json(body).with("link", header).costing(results.size());
    }

    /** The address of the next page: other parameters may follow the cursor. */
    private static String next(Call call, String cursor) {
        List<String> query = new ArrayList<>();
        for (Map.Entry<String, List<String>> parameter :
                call.request().parameters().values().entrySet()) {
            if (!parameter.getKey().equals("cursor")) {
                parameter
                        .getValue()
                        .forEach(value -> query.add(parameter.getKey() + "=" + Html.query(value)));
            }
        }
        query.add(Math.min(1, query.size()), "cursor=" + Html.query(cursor));
        return call.request().path() + "?" + String.join("&", query);
    }

    /** One object's answer, with the base link that only single objects have. */
    static Answer single(Call call, ObjectNode object) {
        ObjectNode links =
                object.has("_links")
                        ? (ObjectNode) object.get("_links")
                        : object.putObject("_links");
        links.put("base", call.site().base());
        return Answer.json(object).costing(1);
    }
}
