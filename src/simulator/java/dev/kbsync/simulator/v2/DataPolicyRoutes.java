package dev.kbsync.simulator.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.http.Refusal;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.rest.Caller;
import dev.kbsync.simulator.rest.Errors;
import dev.kbsync.simulator.rest.RestApi;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /data-policies}: what data security policies keep from the app that asks. Apps only. */
final class DataPolicyRoutes {
    private final Lists lists;

    DataPolicyRoutes(Lists lists) {
        this.lists = lists;
    }

    void register(RestApi api) {
        api.get("/wiki/api/v2/data-policies/metadata", DataPolicyRoutes::metadata);
        api.get("/wiki/api/v2/data-policies/spaces", this::spaces);
    }

    private static Answer metadata(Call call) {
        requireApp(call);
        boolean any = call.content().spaces().stream().anyMatch(call.content()::anyBlocked);
        return Answer.json(Json.object().put("anyContentBlocked", any));
    }

    private Answer spaces(Call call) {
        requireApp(call);
        ListRequest request = new ListRequest(call);
        Set<Long> ids = request.ids("ids", 250);
        Set<String> keys =
                call.request().parameters().list("keys").stream()
                        .map(key -> key.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        List<Space> found =
                call.content().spaces().stream()
                        .filter(space -> !space.hidden())
                        .filter(space -> ids.isEmpty() || ids.contains(space.id()))
                        .filter(
                                space ->
                                        keys.isEmpty()
                                                || keys.contains(
                                                        space.key().toLowerCase(Locale.ROOT)))
                        .sorted(SpaceRoutes.order(request.sort(SpaceRoutes.SORTS)))
                        .toList();
        V2Json json = new V2Json(call.site());
        return lists.whole(
                call,
                found,
                request.limit(25),
                space -> policy(json.space(space, null), call.content().anyBlocked(space)));
    }

    private static ObjectNode policy(ObjectNode space, boolean blocked) {
        ObjectNode row = space.retain("id", "key", "name", "description", "icon", "_links");
        row.putObject("dataPolicy").put("anyContentBlocked", blocked);
        return row;
    }

    private static void requireApp(Call call) {
        if (call.caller().kind() != Caller.Kind.OAUTH) {
            throw new Refusal(Errors.v2(401, "UNAUTHORIZED", "Only apps can make this request"));
        }
    }
}
