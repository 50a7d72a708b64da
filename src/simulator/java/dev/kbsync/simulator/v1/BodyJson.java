package dev.kbsync.simulator.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.site.Site;
import dev.kbsync.simulator.view.Representations;
import java.util.List;

/** Bodies as v1 writes them: one object per representation that was asked for. */
final class BodyJson {
    private static final List<String> ALL =
            List.of(
                    "editor",
                    "atlas_doc_format",
                    "view",
                    "export_view",
                    "styled_view",
                    "dynamic",
                    "storage",
                    "editor2",
                    "anonymous_export_view");

    private BodyJson() {}

    static ObjectNode bodies(Content content, Expansions expand, Site site) {
        ObjectNode json = Json.object();
        ObjectNode expandable = Json.object();
        for (String representation : ALL) {
            if (expand.has(representation) && Representations.exists(representation)) {
                json.set(representation, body(content, representation, site));
            } else {
                expandable.put(representation, "");
            }
        }
        json.set("_expandable", expandable);
        return json;
    }

    private static ObjectNode body(Content content, String representation, Site site) {
        ObjectNode body =
                Json.object()
                        .put(
                                "value",
                                Representations.of(
                                        content.storage(), representation, content, site))
                        .put("representation", representation);
        body.putArray("embeddedContent");
        ObjectNode expandable = body.putObject("_expandable");
        if (!representation.equals("storage")) {
            expandable.put("webresource", "").put("mediaToken", "");
        }
        expandable.put("content", "/rest/api/content/" + content.wireId());
        return body;
    }
}
