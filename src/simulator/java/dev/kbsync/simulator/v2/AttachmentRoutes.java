package dev.kbsync.simulator.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.rest.Media;
import dev.kbsync.simulator.rest.RestApi;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Files: all of them, those of one page or blog post, and single ones. */
final class AttachmentRoutes {
    private static final List<String> SORTS =
            List.of("created-date", "-created-date", "modified-date", "-modified-date");

    private final Lists lists;
    private final Media media;

    AttachmentRoutes(Lists lists, Media media) {
        this.lists = lists;
        this.media = media;
    }

    void register(RestApi api) {
        api.get("/wiki/api/v2/attachments", this::all);
        api.get("/wiki/api/v2/pages/{id}/attachments", call -> of(call, ContentType.PAGE));
        api.get("/wiki/api/v2/blogposts/{id}/attachments", call -> of(call, ContentType.BLOGPOST));
        api.get("/wiki/api/v2/attachments/{id}", AttachmentRoutes::single);
        api.get("/wiki/api/v2/attachments/{id}/versions", this::versions);
        api.get("/wiki/api/v2/attachments/{id}/thumbnail/download", this::download);
        for (String empty : List.of("labels", "properties", "footer-comments")) {
            api.get("/wiki/api/v2/attachments/{id}/" + empty, AttachmentRoutes::nothing);
        }
    }

    private Answer all(Call call) {
        return list(call, Found.spaces(call), file -> true);
    }

    private Answer of(Call call, ContentType type) {
        Content container = Found.content(call, type);
        return list(call, List.of(container.spaceId()), file -> file.parentId() == container.id());
    }

    private Answer list(Call call, Collection<Long> spaces, Predicate<Content> further) {
        ListRequest request = new ListRequest(call);
        Set<String> statuses =
                request.statuses(
                        List.of("current", "archived", "trashed"), Set.of("current", "archived"));
        String name = call.parameter("filename");
        String mediaType = call.parameter("mediaType");
        V2Json json = new V2Json(call.site());
        return lists.content(
                call,
                spaces,
                request.sort(SORTS),
                request.limit(50),
                content ->
                        content.type() == ContentType.ATTACHMENT
                                && further.test(content)
                                && statuses.contains(content.status().wire())
                                && call.content().live(content)
                                && (name == null || content.title().equals(name))
                                && (mediaType == null
                                        || content.file().mediaType().equals(mediaType)),
                json::attachment);
    }

    private static Answer single(Call call) {
        Content file = Found.content(call, ContentType.ATTACHMENT);
        ObjectNode json = new V2Json(call.site()).attachment(file);
        return Results.single(call, json);
    }

    private Answer versions(Call call) {
        Content file = Found.content(call, ContentType.ATTACHMENT);
        int limit = new ListRequest(call).limit(25);
        return lists.whole(call, file.revisions(), limit, V2Json::version);
    }

    private Answer download(Call call) {
        Content file = Found.content(call, ContentType.ATTACHMENT);
        return Answer.redirect(302, media.address(call.site(), file));
    }

    private static Answer nothing(Call call) {
        Found.content(call, ContentType.ATTACHMENT);
        return Results.of(call, Json.array(), null);
    }
}
