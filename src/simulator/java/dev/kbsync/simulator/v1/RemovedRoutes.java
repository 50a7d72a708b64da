package dev.kbsync.simulator.v1;

import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentIndex.Order;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.content.Label;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.rest.Errors;
import dev.kbsync.simulator.rest.RestApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Routes that are gone for OAuth apps and scoped tokens, but were still served to an unscoped
 * token: content by id, its children and labels, lists of content and of spaces.
 */
final class RemovedRoutes {

    void register(RestApi api) {
        api.get("/wiki/rest/api/content", RemovedRoutes::contents);
        api.get("/wiki/rest/api/content/{id}", RemovedRoutes::content);
        api.get("/wiki/rest/api/content/{id}/child/{type}", RemovedRoutes::children);
        api.get("/wiki/rest/api/content/{id}/label", RemovedRoutes::labels);
        api.get("/wiki/rest/api/space", RemovedRoutes::spaces);
        api.get("/wiki/rest/api/space/{spaceKey}", RemovedRoutes::space);
    }

    private static Expansions expansions(Call call) {
        return Expansions.of(call.request().parameters().list("expand"));
    }

    private static Content found(Call call) {
        Content content = call.visible(call.path("id"));
        if (content == null || !content.isCurrent()) {
            throw Errors.v1NotFound(call.path("id"));
        }
        return content;
    }

    private static Answer content(Call call) {
        List<String> wanted = new ArrayList<>(call.request().parameters().list("expand"));
        // By itself, content came with these.
        wanted.addAll(List.of("space", "history", "version", "ancestors"));
        Answer answer =
                Answer.json(
                        new ContentJson(call.site(), call.account())
                                .content(found(call), Expansions.of(wanted)));
        return answer.costing(1);
    }

    private static Answer contents(Call call) {
        ContentType type = type(call.request().parameters().first("type", "page"));
        String key = call.parameter("spaceKey");
        String title = call.parameter("title");
        List<Long> spaces =
                call.content().spaces().stream()
                        .filter(s -> !s.hidden() && (key == null || s.key().equalsIgnoreCase(key)))
                        .map(Space::id)
                        .toList();
        List<Content> found = new ArrayList<>();
        call.content()
                .index()
                .scan(spaces, Order.ID, false, null)
                .forEachRemaining(
                        content -> {
                            if (content.type() == type
                                    && content.isCurrent()
                                    && (title == null || content.title().equals(title))
                                    && call.content().visible(content, call.account())) {
                                found.add(content);
                            }
                        });
        ContentJson json = new ContentJson(call.site(), call.account());
        Expansions expand = expansions(call);
        return Page.of(call, 25, expand.isEmpty() ? 1000 : 100)
                .answer(call, found, content -> json.content(content, expand));
    }

    private static ContentType type(String name) {
        try {
            return ContentType.of(name);
        } catch (IllegalArgumentException unknown) {
            throw Errors.v1BadRequest("Unsupported content type: " + name.toLowerCase(Locale.ROOT));
        }
    }

    private static Answer children(Call call) {
        ContentType type = type(call.path("type"));
        List<Content> below =
                call.content().children(found(call).id()).stream()
                        .filter(child -> child.type() == type && child.isCurrent())
                        .filter(child -> call.content().visible(child, call.account()))
                        .toList();
        ContentJson json = new ContentJson(call.site(), call.account());
        Expansions expand = expansions(call);
        return Page.of(call, 25, 200).answer(call, below, child -> json.content(child, expand));
    }

    private static Answer labels(Call call) {
        return Page.of(call, 200, 200)
                .answer(
                        call,
                        found(call).labels(),
                        (Label label) ->
                                Json.object()
                                        .put("prefix", label.prefix())
                                        .put("name", label.name())
                                        .put("id", Long.toString(label.id()))
                                        .put("label", label.name()));
    }

    private static Answer spaces(Call call) {
        List<Space> spaces =
                call.content().spaces().stream().filter(space -> !space.hidden()).toList();
        SpaceJson json = new SpaceJson(call.site());
        Expansions expand = expansions(call);
        return Page.of(call, 25, 1000).answer(call, spaces, space -> json.space(space, expand));
    }

    private static Answer space(Call call) {
        Space space = call.content().spaceByKey(call.path("spaceKey"));
        if (space == null || space.hidden()) {
            throw Errors.v1NoSpace(call.path("spaceKey"));
        }
        return Answer.json(new SpaceJson(call.site()).space(space, expansions(call))).costing(1);
    }
}
