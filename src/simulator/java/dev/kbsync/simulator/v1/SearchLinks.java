package dev.kbsync.simulator.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.http.Html;
import dev.kbsync.simulator.http.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The links of a search: {@code next} is relative to the context and lacks it, {@code self} is the
 * request at the site's own domain. The next link forgets {@code excerpt}.
 */
final class SearchLinks {
    private static final Set<String> OWN =
            Set.of("next", "prev", "cursor", "limit", "start", "cql", "excerpt", "_");

    private final SearchRequest search;

    SearchLinks(SearchRequest search) {
        this.search = search;
    }

    /**
     * @param cursor of the next page, null for none
     * @param start how many rows came before it
     */
    ObjectNode write(@Nullable String cursor, int start) {
        String path = search.call().request().path().substring("/wiki".length());
        ObjectNode links =
                Json.object().put("base", search.call().site().base()).put("context", "/wiki");
        if (cursor != null) {
            StringBuilder next = new StringBuilder(path).append("?next=true&cursor=");
            next.append(Html.query(cursor));
            others(OWN).forEach((name, values) -> append(next, name, values));
            next.append("&limit=").append(search.limit()).append("&start=").append(start);
            next.append("&cql=").append(Html.query(search.cql()));
            links.put("next", next.toString());
        }
        StringBuilder self = new StringBuilder();
        others(Set.of("limit", "start", "cursor", "next"))
                .forEach((name, values) -> append(self, name, values));
        return links.put("self", search.call().site().base() + path + "?" + self.substring(1));
    }

    private Map<String, List<String>> others(Set<String> without) {
        Map<String, List<String>> others =
                new java.util.LinkedHashMap<>(search.call().request().parameters().values());
        others.keySet().removeAll(without);
        return others;
    }

    private static void append(StringBuilder link, String name, List<String> values) {
        values.forEach(
                value -> link.append('&').append(name).append('=').append(Html.query(value)));
    }
}
