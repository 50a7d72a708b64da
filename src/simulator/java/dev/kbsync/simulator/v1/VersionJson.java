package dev.kbsync.simulator.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.Revision;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.site.Site;
import dev.kbsync.simulator.site.Times;
import java.util.List;

/** Versions and history of content as v1 writes them. */
final class VersionJson {
    private final Site site;
    private final UserJson users;

    VersionJson(Site site) {
        this.site = site;
        users = new UserJson(site);
    }

    ObjectNode version(Content content, Revision revision) {
        String path = "/rest/api/content/" + content.wireId();
        ObjectNode json = Json.object();
        json.set("by", users.user(revision.authorId()));
        json.put("when", Times.iso(revision.savedAt()))
                .put("friendlyWhen", Times.friendly(revision.savedAt()))
                .put("message", revision.message())
                .put("number", revision.number())
                .put("minorEdit", revision.minorEdit())
                .put("ncsStepVersion", Integer.toString(revision.number() * 3))
                .put("ncsStepVersionSource", "ncs-ack")
                .put(
                        "confRev",
                        "confluence$content$" + content.id() + "." + (revision.number() * 3))
                .put("contentTypeModified", false);
        json.putObject("_expandable").put("collaborators", "").put("content", path);
        json.putObject("_links").put("self", site.base() + path + "/version/" + revision.number());
        return json;
    }

    ObjectNode history(Content content, Expansions expand) {
        ObjectNode json = Json.object().put("latest", true);
        json.set("createdBy", users.user(content.authorId()));
        json.put("createdDate", Times.iso(content.createdAt()));
        ObjectNode expandable = Json.object();
        if (expand.has("lastUpdated")) {
            json.set("lastUpdated", version(content, content.revision()));
        } else {
            expandable.put("lastUpdated", "");
        }
        for (String part : List.of("previousVersion", "contributors", "nextVersion", "ownedBy")) {
            expandable.put(part, "");
        }
        json.set("_expandable", expandable);
        json.putObject("_links")
                .put("self", site.base() + "/rest/api/content/" + content.wireId() + "/history");
        return json;
    }
}
