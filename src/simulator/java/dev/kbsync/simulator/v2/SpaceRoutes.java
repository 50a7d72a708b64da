package dev.kbsync.simulator.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Parameters;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.rest.RestApi;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /spaces} and {@code /spaces/{id}}. Archived spaces are among them unless filtered. */
final class SpaceRoutes {
    static final List<String> SORTS = List.of("id", "-id", "key", "-key", "name", "-name");
    private static final List<String> TYPES =
            List.of(
                    "global",
                    "collaboration",
                    "knowledge_base",
                    "personal",
                    "system",
                    "onboarding",
                    "xflow_sample_space");
    private static final List<String> FORMATS = List.of("plain", "view");

    private final Lists lists;

    SpaceRoutes(Lists lists) {
        this.lists = lists;
    }

    void register(RestApi api) {
        api.get("/wiki/api/v2/spaces", this::spaces);
        api.get("/wiki/api/v2/spaces/{id}", this::space);
    }

    private Answer spaces(Call call) {
        ListRequest request = new ListRequest(call);
        Parameters parameters = call.request().parameters();
        Set<Long> ids = request.ids("ids", 250);
        Set<String> keys =
                parameters.list("keys").stream()
                        .map(SpaceRoutes::lower)
                        .collect(Collectors.toSet());
        String type = request.word("type", TYPES);
        String status = request.word("status", List.of("current", "archived"));
        boolean unlabelled = parameters.list("labels").isEmpty();
        List<Space> found =
                call.content().spaces().stream()
                        .filter(space -> !space.hidden() && unlabelled)
                        .filter(space -> ids.isEmpty() || ids.contains(space.id()))
                        .filter(space -> keys.isEmpty() || keys.contains(lower(space.key())))
                        .filter(space -> type == null || space.type().equals(type))
                        .filter(space -> status == null || space.status().equals(status))
                        .sorted(order(request.sort(SORTS)))
                        .toList();
        String format = request.word("description-format", FORMATS);
        V2Json json = new V2Json(call.site());
        return lists.whole(call, found, request.limit(25), space -> json.space(space, format));
    }

    private static String lower(String key) {
        return key.toLowerCase(Locale.ROOT);
    }

    static Comparator<Space> order(String sort) {
        Comparator<Space> order =
                switch (sort.replace("-", "")) {
                    case "key" -> Comparator.comparing(Space::key);
                    case "name" -> Comparator.comparing(Space::name);
                    default -> Comparator.comparingLong(Space::id);
                };
        return sort.startsWith("-") ? order.reversed() : order;
    }

    private Answer space(Call call) {
        Space space = Found.space(call);
        String format = new ListRequest(call).word("description-format", FORMATS);
        ObjectNode json = new V2Json(call.site()).space(space, format);
        for (String part : List.of("labels", "properties", "operations", "permissions")) {
            if (call.request().flag("include-" + part)) {
                Included.put(json, part, "spaces", Objects.toString(space.id()), List.of());
            }
        }
        return Results.single(call, json);
    }
}
