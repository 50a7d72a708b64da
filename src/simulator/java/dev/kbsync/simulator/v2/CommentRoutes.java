package dev.kbsync.simulator.v2;

import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.rest.Errors;
import dev.kbsync.simulator.rest.RestApi;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Comments: at the foot of pages or in their text. Answers announce a change in a Link header. */
final class CommentRoutes {
    private static final List<String> SORTS =
            List.of("created-date", "-created-date", "modified-date", "-modified-date");
    private static final List<String> STATUSES =
            List.of("current", "archived", "trashed", "deleted", "historical", "draft");
    private static final String DEPRECATION =
            "<https://developer.atlassian.com/cloud/confluence/changelog/#CHANGE-2846>;"
                    + " rel=\"deprecation\", ";

    private final Lists lists;
    private final boolean inline;
    private final String name;

    /**
     * Routes for one kind of comments.
     *
     * @param inline whether for those in the text
     */
    CommentRoutes(Lists lists, boolean inline) {
        this.lists = lists;
        this.inline = inline;
        name = inline ? "inline-comments" : "footer-comments";
    }

    void register(RestApi api) {
        api.get("/wiki/api/v2/" + name, call -> list(call, Found.spaces(call), c -> true));
        api.get("/wiki/api/v2/pages/{id}/" + name, call -> of(call, ContentType.PAGE));
        api.get("/wiki/api/v2/blogposts/{id}/" + name, call -> of(call, ContentType.BLOGPOST));
        api.get("/wiki/api/v2/" + name + "/{id}", this::single);
        api.get("/wiki/api/v2/" + name + "/{id}/children", this::replies);
        api.get("/wiki/api/v2/" + name + "/{id}/versions", this::versions);
    }

    private Answer of(Call call, ContentType type) {
        Content container = Found.content(call, type);
        return list(
                call,
                List.of(container.spaceId()),
                comment ->
                        comment.parentId() == container.id() && comment.comment().replyTo() == 0);
    }

    private Answer replies(Call call) {
        Content parent = comment(call);
        return list(
                call,
                List.of(parent.spaceId()),
                comment -> comment.comment().replyTo() == parent.id());
    }

    private Answer list(Call call, Collection<Long> spaces, Predicate<Content> further) {
        ListRequest request = new ListRequest(call);
        Set<String> statuses = request.statuses(STATUSES, Set.of("current"));
        List<String> resolutions = call.request().parameters().list("resolution-status");
        String format = request.bodyFormat();
        V2Json json = new V2Json(call.site());
        Answer answer =
                lists.content(
                        call,
                        spaces,
                        request.sort(SORTS),
                        request.limit(25),
                        content ->
                                content.type() == ContentType.COMMENT
                                        && content.comment().inline() == inline
                                        && further.test(content)
                                        && statuses.contains(content.status().wire())
                                        && call.content().live(content)
                                        && (resolutions.isEmpty()
                                                || resolutions.contains(
                                                        content.comment().resolution())),
                        content -> json.comment(content, format));
        return answer.with("link", DEPRECATION + answer.headers().get("link"));
    }

    private Content comment(Call call) {
        Content content = Found.content(call, ContentType.COMMENT);
        if (content.comment().inline() != inline) {
            throw Errors.v2NotFound("Content with id: [" + call.path("id") + "] not found");
        }
        return content;
    }

    private Answer single(Call call) {
        String format = new ListRequest(call).bodyFormat();
        return Results.single(call, new V2Json(call.site()).comment(comment(call), format));
    }

    private Answer versions(Call call) {
        int limit = new ListRequest(call).limit(25);
        return lists.whole(call, comment(call).revisions(), limit, V2Json::version);
    }
}
