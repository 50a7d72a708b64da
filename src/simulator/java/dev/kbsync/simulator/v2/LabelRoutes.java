package dev.kbsync.simulator.v2;

import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentIndex.Order;
import dev.kbsync.simulator.content.Label;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.rest.RestApi;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All labels of the site, and those in one space. */
final class LabelRoutes {
    private final Lists lists;

    LabelRoutes(Lists lists) {
        this.lists = lists;
    }

    void register(RestApi api) {
        api.get("/wiki/api/v2/labels", call -> labels(call, Found.spaces(call)));
        api.get(
                "/wiki/api/v2/spaces/{id}/content/labels",
                call -> labels(call, List.of(Found.space(call).id())));
        for (String empty : List.of("labels", "properties", "custom-content")) {
            api.get("/wiki/api/v2/spaces/{id}/" + empty, LabelRoutes::nothing);
        }
    }

    private Answer labels(Call call, Collection<Long> spaces) {
        ListRequest request = new ListRequest(call);
        Set<Long> ids = request.ids("label-id", 250);
        List<String> prefixes = call.request().parameters().list("prefix");
        Map<Long, Label> found = new TreeMap<>();
        call.content()
                .index()
                .scan(spaces, Order.ID, false, null)
                .forEachRemaining(content -> collect(call, content, found));
        return lists.whole(
                call,
                found.values().stream()
                        .filter(label -> ids.isEmpty() || ids.contains(label.id()))
                        .filter(label -> prefixes.isEmpty() || prefixes.contains(label.prefix()))
                        .toList(),
                request.limit(25),
                V2Json::label);
    }

    private static void collect(Call call, Content content, Map<Long, Label> into) {
        if (!content.labels().isEmpty() && call.content().visible(content, call.account())) {
            content.labels().forEach(label -> into.put(label.id(), label));
        }
    }

    private static Answer nothing(Call call) {
        Found.space(call);
        return Results.of(call, Json.array(), null);
    }
}
