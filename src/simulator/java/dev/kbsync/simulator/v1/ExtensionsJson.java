package dev.kbsync.simulator.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.Details;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.site.MediaTypes;

/** What only some kinds of content have, as v1 writes it under {@code extensions}. */
final class ExtensionsJson {
    private ExtensionsJson() {}

    static ObjectNode of(Content content, Expansions expand) {
        ObjectNode json = Json.object();
        if (content.details() instanceof Details.Attachment file) {
            return json.put("mediaType", file.mediaType())
                    .put("fileSize", file.bytes().length)
                    .put("comment", file.comment())
                    .put("mediaTypeDescription", MediaTypes.describe(file.mediaType()))
                    .put("fileId", file.fileId())
                    .put("collectionName", "contentId-" + content.parentId());
        }
        if (content.details() instanceof Details.Comment comment) {
            json.put("location", comment.inline() ? "inline" : "footer");
            ObjectNode expandable = Json.object();
            if (expand.has("resolution")) {
                json.putObject("resolution").put("status", comment.resolution());
            } else {
                expandable.put("resolution", "");
            }
            if (comment.inline() && expand.has("inlineProperties")) {
                json.putObject("inlineProperties")
                        .put("originalSelection", comment.selection())
                        .put("markerRef", comment.markerRef());
            } else {
                expandable.put("inlineProperties", "");
            }
            json.set("_expandable", expandable);
            return json;
        }
        return json.put("position", content.position());
    }
}
