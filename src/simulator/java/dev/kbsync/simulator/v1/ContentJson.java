package dev.kbsync.simulator.v1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Account;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.content.Details;
import dev.kbsync.simulator.content.Label;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.site.Links;
import dev.kbsync.simulator.site.Site;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Content as v1 writes it: what was asked for in full, everything else named under {@code
 * _expandable}. Rows of {@code /search} show less than content by itself.
 */
final class ContentJson {
    private final Site site;
    private final Account reader;
    private final Function<Content, List<Content>> ancestors;
    private final Links links;
    private final VersionJson versions;
    private final SpaceJson spaces;
    private final RestrictionJson restrictions;

    /** Writes content below what stands above it now. */
    ContentJson(Site site, Account reader) {
        this(site, reader, site.content()::ancestors);
    }

    /**
     * @param ancestors tells what stands above content, the topmost first
     */
    ContentJson(Site site, Account reader, Function<Content, List<Content>> ancestors) {
        this.ancestors = ancestors;
        this.site = site;
        this.reader = reader;
        links = new Links(site);
        versions = new VersionJson(site);
        spaces = new SpaceJson(site);
        restrictions = new RestrictionJson(site);
    }

    /** Content by itself. */
    ObjectNode content(Content content, Expansions expand) {
        return write(content, expand, false);
    }

    /** Content inside a row of {@code /search}. */
    ObjectNode row(Content content, Expansions expand) {
        return write(content, expand, true);
    }

    private ObjectNode write(Content content, Expansions expand, boolean row) {
        String path = "/rest/api/content/" + content.wireId();
        ObjectNode json =
                Json.object()
                        .put("id", content.wireId())
                        .put("type", content.type().wire())
                        .put("status", content.status().wire())
                        .put("title", content.title());
        ObjectNode expandable = Json.object();
        Parts parts = new Parts(json, expandable, expand);
        if (parts.wants("space", "/rest/api/space/" + site.content().spaceOf(content).key())) {
            json.set("space", spaces.space(site.content().spaceOf(content), expand.under("space")));
        }
        if (parts.wants("history", path + "/history")) {
            json.set("history", versions.history(content, expand.under("history")));
        }
        if (parts.wants("version", "")) {
            json.set("version", versions.version(content, content.revision()));
        }
        if (parts.wants("ancestors", "")) {
            json.set("ancestors", ancestors(content, expand.under("ancestors")));
        }
        if (parts.wants("children", path + "/child")) {
            json.set(
                    "children",
                    new ChildrenJson(site, this)
                            .children(content, expand.under("children"), reader));
        }
        childTypes(parts, content, row);
        if (parts.wants("container", container(content, row))) {
            json.set("container", containerJson(content));
        }
        json.putObject("macroRenderedOutput");
        if (parts.wants("body", row ? "" : null)) {
            json.set("body", BodyJson.bodies(content, expand.under("body"), site));
        }
        if (parts.wants("metadata", "")) {
            json.set("metadata", metadata(content, expand.under("metadata")));
        }
        if (!row || expand.has("extensions")) {
            json.set("extensions", ExtensionsJson.of(content, expand.under("extensions")));
        } else {
            expandable.put("extensions", "");
        }
        restrictions(parts, content, path, row);
        parts.wants("operations", "");
        parts.wants("descendants", row ? "" : path + "/descendant");
        json.set("_expandable", expandable);
        json.set("_links", contentLinks(content, path, row));
        return json;
    }

    /** The parts of one object: shown if asked for, else named. */
    private record Parts(ObjectNode json, ObjectNode expandable, Expansions expand) {
        /** Whether a part is to be shown; if not, it is named with a path (null: not even that). */
        boolean wants(String part, @Nullable String path) {
            if (expand.has(part)) {
                return true;
            }
            if (path != null) {
                expandable.put(part, path);
            }
            return false;
        }
    }

    private void childTypes(Parts parts, Content content, boolean row) {
        if (parts.expand().has("childTypes")) {
            parts.json()
                    .set(
                            "childTypes",
                            new ChildrenJson(site, this)
                                    .types(content, parts.expand().under("childTypes"), reader));
        } else if (row) {
            parts.json().putObject("childTypes");
        } else {
            parts.expandable().put("childTypes", "");
        }
    }

    private void restrictions(Parts parts, Content content, String path, boolean row) {
        if (parts.expand().has("restrictions")) {
            parts.json()
                    .set(
                            "restrictions",
                            restrictions.byOperation(
                                    content, parts.expand().under("restrictions")));
        } else if (row) {
            // Nothing was asked for, nothing is said: this does not mean that there are none.
            parts.json().putObject("restrictions");
        } else {
            parts.expandable().put("restrictions", path + "/restriction/byOperation");
        }
    }

    private ArrayNode ancestors(Content content, Expansions expand) {
        ArrayNode above = Json.array();
        if (content.details() instanceof Details.Comment comment) {
            if (comment.replyTo() != 0) {
                Content answered =
                        Objects.requireNonNull(site.content().content(comment.replyTo()));
                ancestors(answered, expand).forEach(above::add);
                above.add(content(answered, expand));
            }
        } else if (content.details() == null) {
            ancestors.apply(content).stream()
                    .map(ancestor -> content(ancestor, expand))
                    .forEach(above::add);
        }
        return above;
    }

    private String container(Content content, boolean row) {
        if (row) {
            return "";
        }
        return content.details() == null
                ? "/rest/api/space/" + site.content().spaceOf(content).key()
                : "/rest/api/content/" + content.parentId();
    }

    private ObjectNode containerJson(Content content) {
        return content.details() == null
                ? spaces.space(site.content().spaceOf(content), Expansions.NONE)
                : content(Objects.requireNonNull(site.content().parent(content)), Expansions.NONE);
    }

    private static ObjectNode metadata(Content content, Expansions expand) {
        ObjectNode json = Json.object();
        ObjectNode expandable = Json.object();
        if (expand.has("labels")) {
            json.set("labels", labels(content));
        } else {
            expandable.put("labels", "");
        }
        for (String part : List.of("currentuser", "properties", "frontend", "likes")) {
            expandable.put(part, "");
        }
        json.set("_expandable", expandable);
        return json;
    }

    static ObjectNode labels(Content content) {
        ObjectNode json = Json.object();
        ArrayNode results = json.putArray("results");
        for (Label label : content.labels()) {
            results.addObject()
                    .put("prefix", label.prefix())
                    .put("name", label.name())
                    .put("id", Long.toString(label.id()))
                    .put("label", label.name());
        }
        return json.put("start", 0).put("limit", 200).put("size", results.size());
    }

    private ObjectNode contentLinks(Content content, String path, boolean row) {
        ObjectNode json = Json.object().put("webui", links.webui(content));
        if (content.type() == ContentType.ATTACHMENT) {
            json.put("download", Links.download(content));
        } else if (content.type() != ContentType.COMMENT) {
            if (!row) {
                json.put("editui", Links.editui(content)).put("edituiv2", links.edituiv2(content));
            }
            json.put("tinyui", Links.tinyui(content));
        }
        return json.put("self", site.base() + path);
    }
}
