package dev.kbsync.simulator.v1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.Restrictions;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.site.Site;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Who may view or change a page, as v1 writes it. Only viewing is ever restricted here. */
final class RestrictionJson {
    static final List<String> OPERATIONS = List.of("read", "update");

    private final Site site;
    private final UserJson users;

    RestrictionJson(Site site) {
        this.site = site;
        users = new UserJson(site);
    }

    /** Restrictions inside content: operations by name, in full where that is asked for. */
    ObjectNode byOperation(Content content, Expansions expand) {
        ObjectNode json = Json.object();
        ObjectNode expandable = Json.object();
        for (String operation : OPERATIONS) {
            if (expand.has(operation)) {
                json.set(operation, operation(content, operation, expand.under(operation), 0, 200));
            } else {
                expandable.put(operation, "");
            }
        }
        json.set("_expandable", expandable);
        json.putObject("_links").put("self", site.base() + path(content));
        return json;
    }

    /** One operation's restrictions. */
    ObjectNode operation(
            Content content, String operation, Expansions expand, int start, int limit) {
        ObjectNode json = Json.object().put("operation", operation);
        ObjectNode expandable = Json.object();
        if (expand.has("restrictions")) {
            Restrictions restrictions =
                    operation.equals("read") ? content.restrictions() : Restrictions.NONE;
            Expansions wanted = expand.under("restrictions");
            ObjectNode who = json.putObject("restrictions");
            ObjectNode notShown = Json.object();
            list(who, notShown, wanted, "user", restrictions.users(), users::user, start, limit);
            list(who, notShown, wanted, "group", restrictions.groups(), users::group, start, limit);
            who.set("_expandable", notShown);
        } else {
            expandable.put("restrictions", "");
        }
        expandable.put("content", "/rest/api/content/" + content.id());
        json.set("_expandable", expandable);
        json.putObject("_links").put("self", site.base() + path(content) + "/" + operation);
        return json;
    }

    private static void list(
            ObjectNode who,
            ObjectNode notShown,
            Expansions wanted,
            String kind,
            Collection<String> names,
            Function<String, ObjectNode> json,
            int start,
            int limit) {
        if (!wanted.has(kind)) {
            notShown.put(kind, "");
            return;
        }
        ArrayNode results = Json.array();
        names.stream().skip(start).limit(limit).map(json).forEach(results::add);
        ObjectNode list = who.putObject(kind);
        list.set("results", results);
        list.put("start", start).put("limit", limit).put("size", results.size());
    }

    private static String path(Content content) {
        return "/rest/api/content/" + content.id() + "/restriction/byOperation";
    }
}
