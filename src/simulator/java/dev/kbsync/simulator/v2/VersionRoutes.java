package dev.kbsync.simulator.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.content.Revision;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.rest.Errors;
import dev.kbsync.simulator.rest.RestApi;
import java.util.List;

/** Versions of pages or of blog posts. */
final class VersionRoutes {
    private final Lists lists;
    private final ContentType type;

    VersionRoutes(Lists lists, ContentType type) {
        this.lists = lists;
        this.type = type;
    }

    void register(RestApi api) {
        String path =
                "/wiki/api/v2/" + (type == ContentType.PAGE ? "pages" : "blogposts") + "/{id}";
        api.get(path + "/versions", this::versions);
        api.get(path + "/versions/{number}", this::version);
    }

    /** All versions of content, for a place beside it. */
    static List<ObjectNode> newestFirst(Content content) {
        return content.revisions().stream()
                .sorted((a, b) -> Integer.compare(b.number(), a.number()))
                .map(V2Json::version)
                .toList();
    }

    private Answer versions(Call call) {
        ListRequest request = new ListRequest(call);
        Content content = Found.content(call, type);
        String format = request.bodyFormat();
        String sort = request.sort(List.of("-modified-date", "modified-date"));
        List<Revision> revisions =
                content.revisions().stream()
                        .sorted(
                                (a, b) ->
                                        sort.startsWith("-")
                                                ? Integer.compare(b.number(), a.number())
                                                : Integer.compare(a.number(), b.number()))
                        .toList();
        V2Json json = new V2Json(call.site());
        return lists.whole(
                call,
                revisions,
                Math.min(50, request.limit(25)),
                revision -> {
                    ObjectNode row = V2Json.version(revision);
                    ObjectNode of = json.content(content, revision, format);
                    row.putObject(type == ContentType.PAGE ? "page" : "blogpost")
                            .put("title", revision.title())
                            .put("id", content.wireId())
                            .set("body", of.get("body"));
                    return row;
                });
    }

    private Answer version(Call call) {
        Content content = Found.content(call, type);
        long number = ListRequest.id(call.path("number"), "version-number");
        Revision revision =
                content.revisions().stream()
                        .filter(r -> r.number() == number)
                        .findFirst()
                        .orElseThrow(
                                () -> Errors.v2NotFound("Cannot find version [" + number + "]"));
        ObjectNode json = V2Json.version(revision).put("contentTypeModified", false);
        json.putArray("collaborators").add(revision.authorId());
        json.put("prevVersion", revision.number() > 1 ? revision.number() - 1 : null);
        boolean newest = revision.number() == content.revision().number();
        json.put("nextVersion", newest ? null : revision.number() + 1);
        return Answer.json(json).costing(1);
    }
}
