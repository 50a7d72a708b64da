package dev.kbsync.simulator.v2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.rest.RestApi;
import java.util.ArrayList;
import java.util.List;

/** What stands above and below pages and folders, and single folders. */
final class ChildRoutes {
    private final Lists lists;

    ChildRoutes(Lists lists) {
        this.lists = lists;
    }

    void register(RestApi api) {
        for (ContentType type : List.of(ContentType.PAGE, ContentType.FOLDER)) {
            String path = "/wiki/api/v2/" + type.wire() + "s/{id}";
            api.get(path + "/ancestors", call -> ancestors(call, type));
            api.get(path + "/direct-children", call -> directChildren(call, type));
            api.get(path + "/descendants", call -> descendants(call, type));
        }
        api.get("/wiki/api/v2/pages/{id}/children", this::children);
        api.get("/wiki/api/v2/folders/{id}", ChildRoutes::folder);
    }

    private static Answer folder(Call call) {
        Content folder = Found.content(call, ContentType.FOLDER);
        ObjectNode json = new V2Json(call.site()).content(folder, folder.revision(), null);
        if (call.request().flag("include-direct-children")) {
            Included.put(json, "directChildren", "folders", folder.wireId(), rows(call, folder));
        }
        return Results.single(call, json);
    }

    /** From the top down. The list has no cursor: a full one goes on above its first row. */
    private static Answer ancestors(Call call, ContentType type) {
        int limit = new ListRequest(call).limit(25);
        List<Content> above = call.content().ancestors(Found.inTree(call, type));
        ArrayNode results = Json.array();
        above.subList(Math.max(0, above.size() - limit), above.size())
                .forEach(
                        content ->
                                results.addObject()
                                        .put("id", content.wireId())
                                        .put("type", content.type().wire()));
        return Results.of(call, results, null);
    }

    private static List<Content> below(Call call, Content content) {
        return call.content().children(content.id()).stream()
                .filter(child -> child.type().inTree() && child.isCurrent())
                .filter(child -> call.content().visible(child, call.account()))
                .toList();
    }

    /** Rows of direct children of any kind. */
    static List<ObjectNode> rows(Call call, Content content) {
        return below(call, content).stream().map(child -> row(child)).toList();
    }

    private static ObjectNode row(Content child) {
        return Json.object()
                .put("id", child.wireId())
                .put("status", child.status().wire())
                .put("title", child.title())
                .put("type", child.type().wire())
                .put("childPosition", child.position());
    }

    private Answer directChildren(Call call, ContentType type) {
        int limit = new ListRequest(call).limit(25);
        return lists.whole(call, below(call, Found.inTree(call, type)), limit, ChildRoutes::row);
    }

    /** The older route: it does not know folders and says nothing of what is in them. */
    private Answer children(Call call) {
        int limit = new ListRequest(call).limit(25);
        List<Content> pages =
                below(call, Found.content(call, ContentType.PAGE)).stream()
                        .filter(child -> child.type() == ContentType.PAGE)
                        .toList();
        return lists.whole(
                call,
                pages,
                limit,
                child ->
                        Json.object()
                                .put("id", child.wireId())
                                .put("status", child.status().wire())
                                .put("title", child.title())
                                .put("spaceId", Long.toString(child.spaceId()))
                                .put("childPosition", child.position()));
    }

    /** A row of descendants: the content and how deep below the start it is. */
    private record Deep(Content content, int depth) {}

    private Answer descendants(Call call, ContentType type) {
        ListRequest request = new ListRequest(call);
        int depth = request.number("depth", 2, 1, 10);
        List<Deep> found = new ArrayList<>();
        List<Content> level = List.of(Found.inTree(call, type));
        for (int at = 1; at <= depth && !level.isEmpty(); at++) {
            int here = at;
            level = level.stream().flatMap(content -> below(call, content).stream()).toList();
            level.forEach(content -> found.add(new Deep(content, here)));
        }
        return lists.whole(
                call,
                found,
                request.limit(25),
                deep ->
                        row(deep.content())
                                .put("parentId", Long.toString(deep.content().parentId()))
                                .put("depth", deep.depth()));
    }
}
