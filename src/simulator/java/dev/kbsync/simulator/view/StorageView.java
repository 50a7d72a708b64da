package dev.kbsync.simulator.view;

import static dev.kbsync.simulator.http.Html.escape;

import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.site.Site;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.w3c.dom.Text;

/**
 * Storage format as HTML, much as Confluence shows it. Only elements and addresses known to be
 * harmless get through; a body that is no XML is shown as its source.
 */
public final class StorageView {
    private static final Set<String> KEPT =
            Set.of(
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "p",
                    "br",
                    "hr",
                    "blockquote",
                    "pre",
                    "ul",
                    "ol",
                    "li",
                    "strong",
                    "em",
                    "u",
                    "s",
                    "del",
                    "sub",
                    "sup",
                    "code",
                    "small",
                    "big",
                    "b",
                    "i",
                    "span",
                    "div",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td",
                    "caption",
                    "dl",
                    "dt",
                    "dd");
    private static final Set<String> EMPTY = Set.of("br", "hr");
    private static final Map<String, Set<String>> ATTRIBUTES =
            Map.of(
                    "td", Set.of("colspan", "rowspan"),
                    "th", Set.of("colspan", "rowspan"),
                    "ol", Set.of("start"));

    private final LinkView links;
    private final MacroView macros;
    private final StringBuilder out = new StringBuilder();

    public StorageView(Site site, Content page) {
        links = new LinkView(site, page);
        macros = new MacroView(this);
    }

    /** The body as HTML. */
    public String html(String storage) {
        Optional<Element> root = StorageDom.parse(storage);
        return root.isPresent()
                ? inside(root.get())
                : "<pre class=\"broken\">" + escape(storage) + "</pre>";
    }

    /** What stands inside a node, as HTML. */
    String inside(Node parent) {
        int from = out.length();
        StorageDom.children(parent).forEach(this::write);
        String html = out.substring(from);
        out.setLength(from);
        return html;
    }

    private void write(Node node) {
        if (node instanceof Text text) {
            out.append(escape(text.getData()));
        } else if (node instanceof Element element) {
            write(element);
        }
    }

    private void write(Element element) {
        String name = element.getTagName();
        if (KEPT.contains(name)) {
            plain(element, name);
            return;
        }
        out.append(
                switch (name) {
                    case "a" -> links.anchor(element, inside(element));
                    case "ac:link" -> links.link(element, this);
                    case "ac:image" -> links.image(element, this);
                    case "ac:structured-macro", "ac:macro" -> macros.html(element);
                    case "ac:task-list" -> "<ul class=\"tasks\">" + inside(element) + "</ul>";
                    case "ac:task" -> task(element);
                    case "ac:layout-section" ->
                            "<div class=\"columns\">" + inside(element) + "</div>";
                    case "ac:layout-cell" -> "<div class=\"column\">" + inside(element) + "</div>";
                    case "ac:emoticon" -> escape(emoticon(element));
                    case "time" -> "<time>" + escape(element.getAttribute("datetime")) + "</time>";
                    case "ac:placeholder", "colgroup", "ac:parameter", "ac:adf-attribute" -> "";
                    case "ac:adf-extension" -> extension(element);
                    default -> inside(element);
                });
    }

    private void plain(Element element, String name) {
        out.append('<').append(name);
        if (name.matches("h[1-6]")) {
            out.append(" id=\"").append(escape(anchor(element))).append('"');
        }
        for (String attribute : ATTRIBUTES.getOrDefault(name, Set.of())) {
            String value = element.getAttribute(attribute);
            if (value.matches("\\d{1,3}")) {
                out.append(' ').append(attribute).append("=\"").append(value).append('"');
            }
        }
        out.append('>');
        if (!EMPTY.contains(name)) {
            out.append(inside(element)).append("</").append(name).append('>');
        }
    }

    private String task(Element task) {
        boolean done =
                StorageDom.child(task, "ac:task-status")
                        .filter(status -> status.getTextContent().strip().equals("complete"))
                        .isPresent();
        String body = StorageDom.child(task, "ac:task-body").map(this::inside).orElse("");
        return "<li><input type=\"checkbox\" disabled%s> %s</li>"
                .formatted(done ? " checked" : "", body);
    }

    private static String emoticon(Element emoticon) {
        String fallback = emoticon.getAttribute("ac:emoji-fallback");
        if (!fallback.isEmpty() && !fallback.startsWith(":")) {
            return fallback;
        }
        return switch (emoticon.getAttribute("ac:name")) {
            case "tick" -> "✅";
            case "cross" -> "❌";
            case "warning" -> "⚠️";
            case "information" -> "ℹ️";
            case "smile" -> "🙂";
            case "thumbs-up" -> "👍";
            default -> emoticon.getAttribute("ac:emoji-shortname");
        };
    }

    /** The newer editor's nodes: their content if they carry it, else what stands in for it. */
    private String extension(Element extension) {
        Optional<Element> node = StorageDom.child(extension, "ac:adf-node");
        Optional<Element> content = node.flatMap(n -> StorageDom.child(n, "ac:adf-content"));
        String kind = node.map(n -> n.getAttribute("type")).orElse("extension");
        if (content.isPresent()) {
            return "<div class=\"panel %s\">%s</div>"
                    .formatted(escape(panelType(node.get())), inside(content.get()));
        }
        String items =
                node.stream()
                        .flatMap(n -> StorageDom.elements(n).stream())
                        .filter(child -> child.getTagName().equals("ac:adf-node"))
                        .map(child -> "<li>" + state(child) + inside(child) + "</li>")
                        .collect(Collectors.joining());
        if (!items.isEmpty()) {
            return "<ul class=\"decisions\">" + items + "</ul>";
        }
        return StorageDom.child(extension, "ac:adf-fallback")
                .map(this::inside)
                .orElse("<span class=\"unknown\">" + escape(kind) + "</span>");
    }

    private static String panelType(Element node) {
        return attribute(node, "panel-type").orElse("note");
    }

    private static String state(Element decision) {
        return attribute(decision, "state").filter("DECIDED"::equals).isPresent() ? "✔ " : "? ";
    }

    private static Optional<String> attribute(Element node, String key) {
        return StorageDom.elements(node).stream()
                .filter(child -> child.getAttribute("key").equals(key))
                .map(Element::getTextContent)
                .findFirst();
    }

    /** The headings of the body an element stands in, as links. */
    String contents(Element element) {
        StringBuilder list = new StringBuilder("<ul class=\"contents\">");
        NodeList all = element.getOwnerDocument().getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Node heading = all.item(i);
            if (heading.getNodeName().matches("h[1-3]")) {
                list.append("<li class=\"").append(heading.getNodeName()).append("\"><a href=\"#");
                list.append(escape(anchor(heading))).append("\">");
                list.append(escape(heading.getTextContent())).append("</a></li>");
            }
        }
        return list.append("</ul>").toString();
    }

    private static String anchor(Node heading) {
        return heading.getTextContent().strip().replaceAll("\\s+", "-");
    }

    /** Somebody's name, as a mention shows it. */
    static String mention(String accountId) {
        return "<span class=\"mention\">@" + escape(Accounts.byId(accountId).name()) + "</span>";
    }

    LinkView links() {
        return links;
    }
}
