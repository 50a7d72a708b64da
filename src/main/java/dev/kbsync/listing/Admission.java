package dev.kbsync.listing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.Readers;
import dev.kbsync.page.Readers.Group;
import dev.kbsync.page.Readers.User;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whom the restrictions of one page, or of several above each other, let in.
 *
 * @param access whether there are any
 * @param readers one entry for each restricted page, the topmost first; complete or empty
 * @param complete whether {@link #readers} tells of all of them
 */
public record Admission(Access access, List<Readers> readers, boolean complete) {

    static final Admission OPEN = new Admission(Access.OPEN, List.of(), true);

    static final Admission UNKNOWN = new Admission(Access.UNKNOWN, List.of(), false);

    /**
     * What one page's own restrictions say; what they do not say is unknown.
     *
     * @param restrictions {@code {"user": {"results": []}, "group": {"results": []}}}
     */
    static Admission of(JsonNode restrictions, String contentId, String title) {
        JsonNode users = restrictions.path("user");
        JsonNode groups = restrictions.path("group");
        if (!users.path("results").isArray() || !groups.path("results").isArray()) {
            return UNKNOWN;
        }
        if (users.path("results").isEmpty() && groups.path("results").isEmpty()) {
            return OPEN;
        }
        Readers readers = new Readers(contentId, title, users(users), groups(groups));
        boolean complete =
                isWhole(users, readers.users().size()) && isWhole(groups, readers.groups().size());
        return new Admission(Access.RESTRICTED, complete ? List.of(readers) : List.of(), complete);
    }

    /** Whether all have a name, and Confluence did not have to leave any out. */
    private static boolean isWhole(JsonNode list, int named) {
        int limit = list.path("limit").asInt(0);
        int sent = list.path("results").size();
        return named == sent && (limit == 0 || sent < limit);
    }

    private static List<User> users(JsonNode list) {
        List<User> users = new ArrayList<>();
        for (JsonNode user : list.path("results")) {
            String id = user.path("accountId").asText("");
            if (isId(id)) {
                users.add(new User(id, user.path("displayName").asText("")));
            }
        }
        return users;
    }

    private static List<Group> groups(JsonNode list) {
        List<Group> groups = new ArrayList<>();
        for (JsonNode group : list.path("results")) {
            String id = group.path("id").asText("");
            if (isId(id)) {
                groups.add(new Group(id, group.path("name").asText("")));
            }
        }
        return groups;
    }

    private static boolean isId(String text) {
        return !text.isEmpty() && text.chars().noneMatch(Character::isWhitespace);
    }

    /** Both together: who reads what is below has to pass what is above. */
    Admission and(Admission below) {
        boolean both = complete && below.complete;
        return new Admission(
                stricter(access, below.access),
                both ? Stream.concat(readers.stream(), below.readers.stream()).toList() : List.of(),
                both);
    }

    private static Access stricter(Access one, Access other) {
        return other == Access.RESTRICTED || one == Access.OPEN ? other : one;
    }
}
