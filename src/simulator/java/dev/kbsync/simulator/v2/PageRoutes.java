package dev.kbsync.simulator.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.content.Revision;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.rest.Errors;
import dev.kbsync.simulator.rest.RestApi;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Lists of pages or of blog posts, and single ones. Pages are listed current and archived unless
 * the request says otherwise, blog posts current only.
 */
final class PageRoutes {
    private static final List<String> SINGLE_FORMATS =
            List.of(
                    "storage",
                    "atlas_doc_format",
                    "view",
                    "export_view",
                    "anonymous_export_view",
                    "styled_view",
                    "editor");
    private static final List<String> SINGLE_STATUSES =
            List.of("current", "archived", "trashed", "deleted", "historical", "draft");

    private final Lists lists;
    private final ContentType type;
    private final String name;

    /**
     * Routes for one kind of content.
     *
     * @param type pages or blog posts
     */
    PageRoutes(Lists lists, ContentType type) {
        this.lists = lists;
        this.type = type;
        name = type == ContentType.PAGE ? "pages" : "blogposts";
    }

    void register(RestApi api) {
        api.get("/wiki/api/v2/" + name, this::all);
        api.get("/wiki/api/v2/spaces/{id}/" + name, this::inSpace);
        api.get("/wiki/api/v2/labels/{id}/" + name, this::labelled);
        api.get("/wiki/api/v2/" + name + "/{id}", this::single);
        api.get("/wiki/api/v2/" + name + "/{id}/labels", this::labels);
        api.get("/wiki/api/v2/" + name + "/{id}/operations", PageRoutes::operations);
        api.get("/wiki/api/v2/" + name + "/{id}/likes/count", call -> likes(call));
        for (String empty : List.of("properties", "custom-content", "likes/users")) {
            api.get("/wiki/api/v2/" + name + "/{id}/" + empty, this::nothing);
        }
    }

    private Answer all(Call call) {
        ListRequest request = new ListRequest(call);
        Set<Long> ids = request.ids("id", 250);
        Set<Long> spaces = request.ids("space-id", 100);
        List<Long> searched =
                Found.spaces(call).stream()
                        .filter(id -> spaces.isEmpty() || spaces.contains(id))
                        .toList();
        String subtype =
                type == ContentType.PAGE ? request.word("subtype", List.of("live", "page")) : null;
        return list(
                request,
                searched,
                content ->
                        (ids.isEmpty() || ids.contains(content.id()))
                                && !Objects.equals(subtype, "live"));
    }

    private Answer inSpace(Call call) {
        ListRequest request = new ListRequest(call);
        long space = Found.space(call).id();
        boolean roots =
                type == ContentType.PAGE
                        && Objects.equals(request.word("depth", List.of("all", "root")), "root");
        return list(request, List.of(space), content -> !roots || content.parentId() == 0);
    }

    private Answer labelled(Call call) {
        long label = ListRequest.id(call.path("id"), "id");
        return list(
                new ListRequest(call),
                Found.spaces(call),
                content -> content.labels().stream().anyMatch(l -> l.id() == label));
    }

    private Answer list(ListRequest request, Collection<Long> spaces, Predicate<Content> further) {
        boolean pages = type == ContentType.PAGE;
        Set<String> statuses =
                request.statuses(
                        pages
                                ? List.of("current", "archived", "deleted", "trashed")
                                : List.of("current", "deleted", "trashed"),
                        pages ? Set.of("current", "archived") : Set.of("current"));
        String sort = request.sort(pages ? ListRequest.PAGE_SORTS : ListRequest.CONTENT_SORTS);
        String title = request.call().parameter("title");
        String format = request.bodyFormat();
        V2Json json = new V2Json(request.call().site());
        Predicate<Content> test =
                content ->
                        content.type() == type
                                && statuses.contains(content.status().wire())
                                && (title == null || content.title().equalsIgnoreCase(title))
                                && further.test(content);
        return lists.content(
                request.call(),
                spaces,
                sort,
                request.limit(25),
                test,
                content -> json.content(content, content.revision(), format));
    }

    private Answer single(Call call) {
        ListRequest request = new ListRequest(call);
        String format = request.word("body-format", SINGLE_FORMATS);
        Set<String> statuses = request.statuses(SINGLE_STATUSES, Set.copyOf(SINGLE_STATUSES));
        int version = request.number("version", 0, 1, Integer.MAX_VALUE);
        Content content = Found.content(call, type);
        Optional<Revision> revision =
                version == 0
                        ? Optional.of(content.revision())
                        : content.revisions().stream()
                                .filter(r -> r.number() == version)
                                .findFirst();
        if (revision.isEmpty() || !statuses.contains(content.status().wire())) {
            throw Errors.v2NotFound(
                    "Cannot find a %s with id [%s]".formatted(type.wire(), call.path("id")));
        }
        ObjectNode json = new V2Json(call.site()).content(content, revision.get(), format);
        include(call, json, content);
        return Results.single(call, json);
    }

    private void include(Call call, ObjectNode json, Content content) {
        if ("false".equals(call.parameter("include-version"))) {
            json.remove("version");
        }
        if (call.request().flag("include-favorited-by-current-user-status")) {
            json.put("isFavoritedByCurrentUser", false);
        }
        String id = content.wireId();
        if (call.request().flag("include-labels")) {
            Included.put(
                    json,
                    "labels",
                    name,
                    id,
                    content.labels().stream().map(V2Json::label).toList());
        }
        if (call.request().flag("include-versions")) {
            Included.put(json, "versions", name, id, VersionRoutes.newestFirst(content));
        }
        if (call.request().flag("include-direct-children")) {
            Included.put(json, "directChildren", name, id, ChildRoutes.rows(call, content));
        }
        for (String part : List.of("properties", "operations", "likes", "collaborators")) {
            if (call.request().flag("include-" + part)) {
                Included.put(json, part, name, id, List.of());
            }
        }
    }

    private Answer labels(Call call) {
        ListRequest request = new ListRequest(call);
        Content content = Found.content(call, type);
        String prefix = request.word("prefix", List.of("my", "team", "global", "system"));
        return lists.whole(
                call,
                content.labels().stream()
                        .filter(label -> prefix == null || label.prefix().equals(prefix))
                        .toList(),
                request.limit(25),
                V2Json::label);
    }

    private static Answer operations(Call call) {
        ObjectNode json = Json.object();
        json.putArray("operations").addObject().put("operation", "read").put("targetType", "page");
        return Answer.json(json);
    }

    private Answer likes(Call call) {
        Found.content(call, type);
        return Answer.json(Json.object().put("count", 0));
    }

    private Answer nothing(Call call) {
        Found.content(call, type);
        return Results.of(call, Json.array(), null);
    }
}
