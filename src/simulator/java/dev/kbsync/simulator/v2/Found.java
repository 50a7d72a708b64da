package dev.kbsync.simulator.v2;

import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.rest.Errors;
import java.util.List;

/**
 * Looks up what a path names. What does not exist, is of another kind or is hidden from the caller
 * is a 404, and nothing tells which.
 */
final class Found {
    private Found() {}

    static Content content(Call call, ContentType type) {
        String id = call.path("id");
        ListRequest.id(id, "id");
        Content content = call.visible(id);
        if (content == null || content.type() != type) {
            throw Errors.v2NotFound(missing(type, id));
        }
        return content;
    }

    private static String missing(ContentType type, String id) {
        return switch (type) {
            case PAGE -> "Cannot find a page with id [" + id + "]";
            case BLOGPOST -> "Cannot find a blog post with id [" + id + "]";
            case FOLDER -> "Could not find folder with id [" + id + "]";
            case ATTACHMENT -> "Could not find attachment with id [" + id + "]";
            case COMMENT -> "Content with id: [" + id + "] not found";
        };
    }

    /** The content whose tree is asked for: these routes have a sentence of their own. */
    static Content inTree(Call call, ContentType type) {
        String id = call.path("id");
        ListRequest.id(id, "id");
        Content content = call.visible(id);
        if (content == null || content.type() != type || !content.isCurrent()) {
            throw Errors.v2NotFound(
                    "Cannot find [" + type.wire() + "] entity with id [" + id + "]");
        }
        return content;
    }

    static Space space(Call call) {
        String id = call.path("id");
        Space space = call.content().space(ListRequest.id(id, "id"));
        if (space == null || space.hidden()) {
            throw Errors.v2NotFound("Could not find space with id [" + id + "]");
        }
        return space;
    }

    /** The ids of all spaces the caller can see. */
    static List<Long> spaces(Call call) {
        return call.content().spaces().stream()
                .filter(space -> !space.hidden())
                .map(Space::id)
                .toList();
    }
}
