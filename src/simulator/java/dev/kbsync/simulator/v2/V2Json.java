package dev.kbsync.simulator.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.content.Details;
import dev.kbsync.simulator.content.Label;
import dev.kbsync.simulator.content.Revision;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.content.Status;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.site.Links;
import dev.kbsync.simulator.site.MediaTypes;
import dev.kbsync.simulator.site.Site;
import dev.kbsync.simulator.site.Times;
import dev.kbsync.simulator.view.Representations;
import org.jspecify.annotations.Nullable;

/** Objects as v2 writes them: ids as text, what has no value as null. */
final class V2Json {
    private final Site site;
    private final Links links;

    V2Json(Site site) {
        this.site = site;
        links = new Links(site);
    }

    ObjectNode space(Space space, @Nullable String descriptionFormat) {
        ObjectNode json =
                Json.object()
                        .put("spaceOwnerId", Accounts.JONAS.accountId())
                        .put("createdAt", Times.iso(space.createdAt()))
                        .put("authorId", Accounts.JONAS.accountId())
                        .put("homepageId", text(space.homepageId()))
                        .putNull("icon")
                        .put("currentActiveAlias", space.key());
        if (descriptionFormat == null) {
            json.putNull("description");
        } else {
            json.putObject("description")
                    .putObject(descriptionFormat)
                    .put("representation", descriptionFormat)
                    .put("value", space.description());
        }
        json.put("name", space.name())
                .put("key", space.key())
                .put("id", Long.toString(space.id()))
                .put("type", space.type())
                .put("status", space.status());
        json.putObject("_links").put("webui", Links.webui(space));
        return json;
    }

    private static @Nullable String text(long id) {
        return id == 0 ? null : Long.toString(id);
    }

    /** A page, blog post or folder in one of its versions. */
    ObjectNode content(Content content, Revision revision, @Nullable String bodyFormat) {
        ObjectNode json = Json.object();
        if (content.type().inTree()) {
            place(json, content);
        }
        json.put("createdAt", Times.iso(content.createdAt()));
        if (content.type().inTree()) {
            json.put("ownerId", content.authorId()).putNull("lastOwnerId");
        }
        json.put("authorId", content.authorId());
        json.set("version", version(revision));
        json.put("spaceId", Long.toString(content.spaceId()));
        boolean newest = revision.number() == content.revision().number();
        json.put("status", newest ? content.status().wire() : "historical");
        if (content.type() == ContentType.FOLDER) {
            json.put("type", "folder");
        } else {
            json.set("body", body(content, revision, bodyFormat));
            json.putNull("sourceTemplateEntityId");
        }
        if (content.type() == ContentType.PAGE) {
            json.put("subtype", "page");
        }
        json.put("title", revision.title()).put("id", content.wireId());
        json.putObject("_links")
                .put("editui", Links.editui(content))
                .put("webui", links.webui(content))
                .put("edituiv2", links.edituiv2(content))
                .put("tinyui", Links.tinyui(content));
        return json;
    }

    /** Where it stands; the trash is no place. */
    private void place(ObjectNode json, Content content) {
        Content parent = content.status() == Status.TRASHED ? null : site.content().parent(content);
        json.put("parentType", parent == null ? null : parent.type().wire());
        json.put("parentId", parent == null ? null : parent.wireId());
        if (content.status() == Status.TRASHED) {
            json.putNull("position");
        } else {
            json.put("position", content.position());
        }
    }

    private ObjectNode body(Content content, Revision revision, @Nullable String format) {
        ObjectNode json = Json.object();
        if (format != null && Representations.exists(format)) {
            String value = Representations.of(revision.body().storage(), format, content, site);
            json.putObject(format).put("representation", format).put("value", value);
        }
        return json;
    }

    static ObjectNode version(Revision revision) {
        return Json.object()
                .put("number", revision.number())
                .put("message", revision.message())
                .put("minorEdit", revision.minorEdit())
                .put("authorId", revision.authorId())
                .put("createdAt", Times.iso(revision.savedAt()))
                .putNull("ncsStepVersion");
    }

    ObjectNode attachment(Content content) {
        Details.Attachment file = content.file();
        ObjectNode json =
                Json.object()
                        .put("mediaTypeDescription", MediaTypes.describe(file.mediaType()))
                        .put("webuiLink", links.webui(content))
                        .put("downloadLink", Links.legacyDownload(content))
                        .put("createdAt", Times.iso(content.createdAt()))
                        .put("id", content.wireId())
                        .put("comment", file.comment());
        json.set("version", version(content.revision()));
        json.put("title", content.title())
                .put("fileSize", file.bytes().length)
                .put("status", content.status().wire())
                .put(containerField(content), Long.toString(content.parentId()))
                .put("fileId", file.fileId())
                .put("mediaType", file.mediaType());
        json.putObject("_links")
                .put("webui", links.webui(content))
                .put("download", Links.legacyDownload(content));
        return json;
    }

    private String containerField(Content content) {
        Content container = site.content().parent(content);
        return container != null && container.type() == ContentType.BLOGPOST
                ? "blogPostId"
                : "pageId";
    }

    ObjectNode comment(Content content, @Nullable String bodyFormat) {
        Details.Comment comment = content.comment();
        ObjectNode json = Json.object();
        json.set("version", version(content.revision()));
        json.put(containerField(content), Long.toString(content.parentId()))
                .put("parentCommentId", text(comment.replyTo()))
                .put("title", content.title())
                .put("status", content.status().wire());
        json.set("body", body(content, content.revision(), bodyFormat));
        json.put("id", content.wireId());
        if (comment.inline()) {
            inline(json, content, comment);
        }
        json.putObject("_links").put("webui", links.webui(content));
        return json;
    }

    private static void inline(ObjectNode json, Content content, Details.Comment comment) {
        boolean open = comment.resolution().equals("open");
        json.put("resolutionStatus", comment.resolution())
                .put("resolutionLastModifierId", open ? null : content.authorId())
                .put("resolutionLastModifiedAt", open ? null : Times.iso(content.modifiedAt()));
        json.putObject("properties")
                .put("inlineMarkerRef", comment.markerRef())
                .put("inlineOriginalSelection", comment.selection())
                .put("inline-marker-ref", comment.markerRef())
                .put("inline-original-selection", comment.selection());
    }

    static ObjectNode label(Label label) {
        return Json.object()
                .put("id", Long.toString(label.id()))
                .put("name", label.name())
                .put("prefix", label.prefix());
    }
}
