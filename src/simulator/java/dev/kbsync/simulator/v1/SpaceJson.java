package dev.kbsync.simulator.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.site.Links;
import dev.kbsync.simulator.site.Site;

/** Spaces as v1 writes them. */
final class SpaceJson {
    private final Site site;

    SpaceJson(Site site) {
        this.site = site;
    }

    /** A space inside content, or by itself. */
    ObjectNode space(Space space, Expansions expand) {
        ObjectNode json = Json.object().put("id", space.id());
        describe(json, space, expand);
        return json;
    }

    /** A space as a row of a search: without its id. */
    ObjectNode row(Space space, Expansions expand) {
        ObjectNode json = Json.object();
        describe(json, space, expand);
        return json;
    }

    private void describe(ObjectNode json, Space space, Expansions expand) {
        String path = "/rest/api/space/" + space.key();
        json.put("key", space.key())
                .put("alias", space.key())
                .put("name", space.name())
                .put("type", space.type())
                .put("status", space.status());
        ObjectNode expandable =
                Json.object()
                        .put("settings", path + "/settings")
                        .put("metadata", "")
                        .put("operations", "")
                        .put(
                                "lookAndFeel",
                                "/rest/api/settings/lookandfeel?spaceKey=" + space.key())
                        .put("identifiers", "")
                        .put("permissions", "")
                        .put("roles", "")
                        .put("icon", "");
        if (expand.has("description")) {
            description(json.putObject("description"), space, expand.under("description"));
        } else {
            expandable.put("description", "");
        }
        expandable.put("theme", path + "/theme").put("history", "");
        if (space.homepageId() != 0) {
            expandable.put("homepage", "/rest/api/content/" + space.homepageId());
        }
        json.set("_expandable", expandable);
        json.putObject("_links").put("webui", Links.webui(space)).put("self", site.base() + path);
    }

    private static void description(ObjectNode json, Space space, Expansions expand) {
        if (expand.has("plain")) {
            json.putObject("plain")
                    .put("value", space.description())
                    .put("representation", "plain")
                    .putArray("embeddedContent");
        }
        json.putObject("_expandable").put("view", "");
    }
}
