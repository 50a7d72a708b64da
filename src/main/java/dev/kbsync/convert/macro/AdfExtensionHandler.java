package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.page.Census.Treatment;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * What only the new editor knows, with a rendering for the old one beside it. The content is taken
 * if there is any, else what its app keeps as parameters, else the fallback, else the name; never
 * two of them.
 *
 * <pre>{@code
 * <ac:adf-extension>
 *   <ac:adf-node type="panel">   or decision-list, extension and others
 *     <ac:adf-attribute key="panel-type">note</ac:adf-attribute>
 *     <ac:adf-content>...</ac:adf-content>
 *   </ac:adf-node>
 *   <ac:adf-fallback>...</ac:adf-fallback>   also inside the node
 *   <ac:adf-node type="multi-bodied-extension">   such as tabs
 *     <ac:adf-content><ac:adf-extension-frame>...</ac:adf-extension-frame>...</ac:adf-content>
 * </ac:adf-extension>
 * }</pre>
 */
public final class AdfExtensionHandler implements ElementHandler {

    private static final Map<String, String> PANEL_ICONS =
            Map.of(
                    "info", "📘", "note", "📝", "success", "✅", "tip", "✅", "warning", "⚠️",
                    "error", "⛔");

    /** What says nothing when it is empty, unlike an app's node. */
    private static final Set<String> NOTHING_WHEN_EMPTY =
            Set.of(
                    "panel",
                    "decision-list",
                    "decision-item",
                    "task-list",
                    "task-item",
                    "block-task-item",
                    "expand",
                    "nested-expand",
                    "layout-section",
                    "layout-column",
                    "paragraph",
                    "heading",
                    "blockquote",
                    "bullet-list",
                    "ordered-list",
                    "list-item",
                    "table",
                    "code-block",
                    "rule",
                    "caption",
                    "media-single",
                    "media-group",
                    "placeholder",
                    "status",
                    "date",
                    "mention",
                    "emoji",
                    "inline-card",
                    "block-card",
                    "embed-card");

    @Override
    public Set<String> names() {
        return Set.of("ac:adf-extension", "ac:adf-node", "ac:adf-fallback");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        return switch (element.normalName()) {
            case "ac:adf-fallback" -> Treatment.DROPPED;
            case "ac:adf-node" -> node(element, page);
            default -> extension(element, page);
        };
    }

    private static Treatment extension(Element extension, Conversion page) {
        if (AdfNode.hasContent(extension)) {
            page.children(extension);
            return Treatment.RENDERED;
        }
        AppContent app = AppContent.of(extension);
        if (app.write(page)) {
            return Treatment.RENDERED;
        }
        Element fallback = AdfNode.fallback(extension);
        if (fallback != null && AdfNode.hasContent(fallback)) {
            page.children(fallback);
            return Treatment.RENDERED;
        }
        return AdfNode.isApp(extension) ? app(extension, app, page) : empty(extension, page);
    }

    private static Treatment app(Element extension, AppContent app, Conversion page) {
        if (!app.include(page)) {
            String drawing = app.drawing();
            Marker.name(drawing.isEmpty() ? AdfNode.name(extension) : drawing, page);
            References.write(drawing.isEmpty() ? app.references() : List.of(), page);
        }
        return Treatment.NAMED;
    }

    /** A node that was never filled in. */
    private static Treatment empty(Element extension, Conversion page) {
        Element node = extension.firstElementChild();
        if (node == null || !NOTHING_WHEN_EMPTY.contains(node.attr("type"))) {
            Marker.name(AdfNode.name(extension), page);
            return Treatment.NAMED;
        }
        String title = AdfNode.attribute(node, "title");
        if (title.isEmpty()) {
            return Treatment.DROPPED;
        }
        page.flow().title(title);
        return Treatment.RENDERED;
    }

    private static Treatment node(Element node, Conversion page) {
        if (AdfLeaf.speaks(node)) {
            AdfLeaf.write(node, page);
            return Treatment.RENDERED;
        }
        Runnable content = () -> page.children(node);
        switch (node.attr("type")) {
            case "panel" -> {
                String type = AdfNode.attribute(node, "panel-type");
                String own = AdfNode.attribute(node, "panel-icon-text");
                String icon = own.isEmpty() ? PANEL_ICONS.getOrDefault(type, "") : own;
                CalloutMacro.write(icon, "", content, page);
            }
            case "decision-list", "task-list" -> page.flow().bulletList(content);
            case "task-item", "block-task-item" -> {
                if (!AdfNode.hasContent(node)) {
                    return Treatment.DROPPED;
                }
                boolean done = AdfNode.attribute(node, "state").equalsIgnoreCase("done");
                page.flow().task(done, content);
            }
            case "decision-item" -> {
                if (!AdfNode.hasContent(node)) {
                    return Treatment.DROPPED;
                }
                page.flow().item(() -> decision(node, content, page));
            }
            case "extension", "bodied-extension" -> titled(AdfNode.title(node), content, page);
            case "expand", "nested-expand" ->
                    titled(AdfNode.attribute(node, "title"), content, page);
            case "multi-bodied-extension" -> frames(node, page);
            default -> content.run();
        }
        return Treatment.RENDERED;
    }

    private static void titled(String title, Runnable content, Conversion page) {
        if (!title.isEmpty()) {
            page.flow().title(title);
        }
        content.run();
    }

    /** Several bodies, whose titles are all together in the parameters. */
    private static void frames(Element node, Conversion page) {
        Iterator<String> titles = AdfNode.frameTitles(node).iterator();
        for (Node content : List.copyOf(node.childNodes())) {
            if (!content.nodeName().equals("ac:adf-content")) {
                page.convert(content);
                continue;
            }
            for (Node frame : List.copyOf(content.childNodes())) {
                boolean headed = frame instanceof Element && titles.hasNext();
                page.flow().boundary();
                titled(headed ? titles.next() : "", () -> page.convert(frame), page);
            }
        }
        page.flow().boundary();
    }

    private static void decision(Element item, Runnable content, Conversion page) {
        boolean decided = AdfNode.attribute(item, "state").equalsIgnoreCase("decided");
        page.flow().lead(decided ? "✔️" : "❔");
        content.run();
    }
}
