package dev.kbsync.simulator.v1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Account;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.site.Site;
import java.util.List;

/** What stands below or hangs on content, as v1 writes it. */
final class ChildrenJson {
    private static final List<ContentType> KINDS =
            List.of(
                    ContentType.ATTACHMENT,
                    ContentType.COMMENT,
                    ContentType.PAGE,
                    ContentType.FOLDER);

    private final Site site;
    private final ContentJson contents;

    ChildrenJson(Site site, ContentJson contents) {
        this.site = site;
        this.contents = contents;
    }

    private List<Content> of(Content content, ContentType kind, Account reader) {
        return site.content().children(content.id()).stream()
                .filter(child -> child.type() == kind && child.isCurrent())
                .filter(child -> site.content().visible(child, reader))
                .toList();
    }

    ObjectNode children(Content content, Expansions expand, Account reader) {
        String path = "/rest/api/content/" + content.wireId() + "/child/";
        ObjectNode json = Json.object();
        ObjectNode expandable = Json.object();
        for (ContentType kind : KINDS) {
            if (expand.has(kind.wire())) {
                ArrayNode results = Json.array();
                for (Content child : of(content, kind, reader)) {
                    results.add(contents.content(child, expand.under(kind.wire())));
                }
                ObjectNode list = json.putObject(kind.wire());
                list.set("results", results);
                list.put("start", 0).put("limit", 25).put("size", results.size());
                list.putObject("_links").put("self", site.base() + path + kind.wire());
            } else {
                expandable.put(kind.wire(), path + kind.wire());
            }
        }
        json.set("_expandable", expandable);
        json.putObject("_links").put("self", site.base() + path.substring(0, path.length() - 1));
        return json;
    }

    /** Which kinds of children there are. */
    ObjectNode types(Content content, Expansions expand, Account reader) {
        ObjectNode json = Json.object();
        ObjectNode expandable = Json.object();
        for (ContentType kind : KINDS) {
            if (expand.has("all") || expand.has(kind.wire())) {
                ObjectNode type = json.putObject(kind.wire());
                type.put("value", !of(content, kind, reader).isEmpty());
                type.putObject("_links")
                        .put(
                                "self",
                                site.base()
                                        + "/rest/api/content/"
                                        + content.wireId()
                                        + "/child/"
                                        + kind.wire());
            } else {
                expandable.put(kind.wire(), "");
            }
        }
        json.set("_expandable", expandable);
        return json;
    }
}
