package dev.kbsync.simulator.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.PlainText;
import dev.kbsync.simulator.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/**
 * A body in Atlassian document format: blocks, lists, tables, code, panels and marked text. What
 * has no counterpart here becomes a paragraph of its words.
 */
final class Adf {
    private static final Map<String, String> MARKS =
            Map.of(
                    "strong", "strong",
                    "b", "strong",
                    "em", "em",
                    "i", "em",
                    "u", "underline",
                    "s", "strike",
                    "del", "strike",
                    "code", "code");
    private static final Map<String, String> CONTAINERS =
            Map.of(
                    "ul", "bulletList",
                    "ol", "orderedList",
                    "li", "listItem",
                    "blockquote", "blockquote",
                    "table", "table",
                    "tr", "tableRow",
                    "th", "tableHeader",
                    "td", "tableCell");
    private static final Set<String> PANELS = Set.of("info", "note", "tip", "warning", "panel");

    private Adf() {}

    /** The document as the text of its JSON. */
    static String of(String storage) {
        ObjectNode document = Json.object().put("type", "doc");
        ArrayNode content = document.putArray("content");
        Optional<Element> root = StorageDom.parse(storage);
        if (root.isPresent()) {
            blocks(root.get(), content);
        } else {
            paragraph(content).add(text(PlainText.of(storage), List.of()));
        }
        return new String(Json.bytes(document.put("version", 1)), UTF_8);
    }

    private static void blocks(Node parent, ArrayNode into) {
        ArrayNode open = null;
        for (Node node : StorageDom.children(parent)) {
            if (node instanceof Element element && block(element, into)) {
                open = null;
            } else if (!(node instanceof Text text && text.getData().isBlank())) {
                open = open == null ? paragraph(into) : open;
                inline(node, List.of(), open);
            }
        }
    }

    /** Writes an element that is a block; false if it belongs into a line of text. */
    private static boolean block(Element element, ArrayNode into) {
        String name = element.getTagName();
        if (CONTAINERS.containsKey(name)) {
            blocks(element, into.addObject().put("type", CONTAINERS.get(name)).putArray("content"));
            return true;
        }
        switch (name) {
            case "p" -> inlines(element, List.of(), paragraph(into));
            case "h1", "h2", "h3", "h4", "h5", "h6" -> heading(element, name, into);
            case "hr" -> into.addObject().put("type", "rule");
            case "thead", "tbody", "ac:layout", "ac:layout-section", "ac:layout-cell", "div" ->
                    blocks(element, into);
            case "ac:structured-macro" -> macro(element, into);
            case "colgroup", "ac:placeholder" -> {}
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void heading(Element element, String name, ArrayNode into) {
        ObjectNode heading = into.addObject().put("type", "heading");
        heading.putObject("attrs").put("level", name.charAt(1) - '0');
        inlines(element, List.of(), heading.putArray("content"));
    }

    private static void macro(Element macro, ArrayNode into) {
        String name = macro.getAttribute("ac:name");
        Optional<Element> rich = StorageDom.child(macro, "ac:rich-text-body");
        Optional<Element> plain = StorageDom.child(macro, "ac:plain-text-body");
        if (plain.isPresent()) {
            ObjectNode code = into.addObject().put("type", "codeBlock");
            code.putObject("attrs").put("language", StorageDom.parameter(macro, "language"));
            code.putArray("content").add(text(plain.get().getTextContent(), List.of()));
        } else if (rich.isPresent() && PANELS.contains(name)) {
            ObjectNode panel = into.addObject().put("type", "panel");
            panel.putObject("attrs").put("panelType", name.equals("tip") ? "success" : name);
            blocks(rich.get(), panel.putArray("content"));
        } else if (rich.isPresent()) {
            blocks(rich.get(), into);
        } else {
            ObjectNode extension = into.addObject().put("type", "extension");
            extension
                    .putObject("attrs")
                    .put("extensionType", "com.atlassian.confluence.macro.core")
                    .put("extensionKey", name);
        }
    }

    private static ArrayNode paragraph(ArrayNode into) {
        return into.addObject().put("type", "paragraph").putArray("content");
    }

    private static void inlines(Node parent, List<ObjectNode> marks, ArrayNode into) {
        StorageDom.children(parent).forEach(node -> inline(node, marks, into));
    }

    private static void inline(Node node, List<ObjectNode> marks, ArrayNode into) {
        if (node instanceof Text text) {
            if (!text.getData().isEmpty()) {
                into.add(text(text.getData(), marks));
            }
        } else if (node instanceof Element element) {
            if (element.getTagName().equals("br")) {
                into.addObject().put("type", "hardBreak");
            } else {
                inlines(element, marked(element, marks), into);
            }
        }
    }

    private static List<ObjectNode> marked(Element element, List<ObjectNode> marks) {
        List<ObjectNode> more = new ArrayList<>(marks);
        String mark = MARKS.get(element.getTagName());
        if (mark != null) {
            more.add(Json.object().put("type", mark));
        } else if (element.getTagName().equals("a")) {
            ObjectNode link = Json.object().put("type", "link");
            link.putObject("attrs").put("href", element.getAttribute("href"));
            more.add(link);
        }
        return more;
    }

    private static ObjectNode text(String text, List<ObjectNode> marks) {
        ObjectNode node = Json.object().put("type", "text").put("text", text);
        if (!marks.isEmpty()) {
            marks.forEach(node.putArray("marks")::add);
        }
        return node;
    }
}
