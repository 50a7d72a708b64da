package dev.kbsync.simulator.v1;

import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentIndex.Order;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.rest.Errors;
import dev.kbsync.simulator.rest.Media;
import dev.kbsync.simulator.rest.RestApi;
import java.util.ArrayList;
import java.util.List;

/** What is left of content routes in v1: downloads of files, and content by its state. */
final class ContentRoutes {
    private final Media media;

    ContentRoutes(Media media) {
        this.media = media;
    }

    void register(RestApi api) {
        api.get(
                "/wiki/rest/api/content/{id}/child/attachment/{attachmentId}/download",
                this::download);
        api.get("/wiki/rest/api/space/{spaceKey}/state/content", ContentRoutes::byState);
    }

    /** A redirect to the media service, good for a while and without a login. */
    private Answer download(Call call) {
        Content page = call.visible(call.path("id"));
        Content file = call.visible(call.path("attachmentId"));
        boolean there =
                page != null
                        && file != null
                        && file.type() == ContentType.ATTACHMENT
                        && file.parentId() == page.id()
                        && call.content().live(file);
        if (!there || file == null) {
            throw Errors.v1NotFound(call.path("attachmentId"));
        }
        String version = call.parameter("version");
        if (version != null && !version.equals(Integer.toString(file.revision().number()))) {
            throw Errors.v1BadRequest("No such version: " + version);
        }
        return Answer.redirect(302, media.address(call.site(), file)).costing(1);
    }

    /** Pages with a state. Nobody sets states here: a space's pages are all in state 0. */
    private static Answer byState(Call call) {
        Space space = call.content().spaceByKey(call.path("spaceKey"));
        if (space == null || space.hidden()) {
            throw Errors.v1NoSpace(call.path("spaceKey"));
        }
        String state = call.parameter("state-id");
        if (state == null) {
            throw Errors.v1BadRequest("state-id is required");
        }
        List<Content> pages = new ArrayList<>();
        if (state.equals("0")) {
            call.content()
                    .index()
                    .scan(List.of(space.id()), Order.ID, false, null)
                    .forEachRemaining(content -> add(call, content, pages));
        }
        Expansions expand = Expansions.of(call.request().parameters().list("expand"));
        ContentJson json = new ContentJson(call.site(), call.account());
        return Page.of(call, 25, 100).answer(call, pages, content -> json.content(content, expand));
    }

    private static void add(Call call, Content content, List<Content> pages) {
        if (content.type() == ContentType.PAGE
                && content.isCurrent()
                && call.content().visible(content, call.account())) {
            pages.add(content);
        }
    }
}
