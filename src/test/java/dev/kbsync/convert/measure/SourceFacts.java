package dev.kbsync.convert.measure;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What a page in storage format states. */
final class SourceFacts {

    /** Parameters a reader sees. */
    private static final Set<String> SHOWN_PARAMETERS =
            Set.of("title", "key", "jqlQuery", "jql", "panelIconText");

    /** Parameters that hold what the macro shows, by the macros where they do. */
    private static final Map<String, Set<String>> CONTENT_PARAMETERS =
            Map.of(
                    "body",
                    Set.of(
                            "mathinline",
                            "mathblock",
                            "eazy-math-inline",
                            "easy-math-block",
                            "unit"),
                    "diagramName",
                    Set.of("drawio", "gliffy"));

    private static final Pattern JSON_TITLE = Pattern.compile("\"title\":\"([^\"]*)\"");

    private static final Set<String> TITLED =
            Set.of("info", "note", "tip", "warning", "panel", "expand", "code", "status");

    /** Macros that show none of their parameters. */
    private static final Set<String> SILENT =
            Set.of(
                    "toc",
                    "children",
                    "pagetree",
                    "contentbylabel",
                    "gallery",
                    "attachments",
                    "blog-posts",
                    "recently-updated");

    private static final Set<String> UNREAD =
            Set.of(
                    "ac:task-id",
                    "ac:task-uuid",
                    "ac:task-status",
                    "ac:placeholder",
                    "at:declarations",
                    "script",
                    "style",
                    "ac:adf-attribute",
                    "ac:adf-parameter",
                    "ac:adf-mark",
                    "colgroup");

    private static final Set<String> BLOCKS =
            Set.of(
                    "p",
                    "div",
                    "br",
                    "hr",
                    "li",
                    "ul",
                    "ol",
                    "td",
                    "th",
                    "tr",
                    "table",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "pre",
                    "blockquote",
                    "ac:task",
                    "ac:layout-cell",
                    "ac:structured-macro",
                    "ac:macro",
                    "ac:image",
                    "ac:caption",
                    "ac:task-body",
                    "ac:rich-text-body",
                    "ac:adf-content",
                    "dt",
                    "dd");

    private final Facts facts = new Facts();
    private final StringBuilder text = new StringBuilder();

    private SourceFacts() {}

    static Facts of(String storage) {
        SourceFacts source = new SourceFacts();
        Element root = SourceXml.read(storage);
        source.text.setLength(0);
        source.read(root);
        source.flush(1);
        SourceStructure.collect(root, source.facts);
        return source.facts;
    }

    /** All there is to read below a node. */
    static String readable(Node node) {
        SourceFacts source = new SourceFacts();
        source.read(node);
        return source.text.toString();
    }

    private void flush(int times) {
        facts.read(text.toString(), times);
        text.setLength(0);
    }

    private void read(Node node) {
        if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
            text.append(node.getNodeValue());
            return;
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                element(element);
            } else {
                read(child);
            }
        }
    }

    private void element(Element element) {
        String name = element.getTagName().toLowerCase(Locale.ROOT);
        hideIds(element);
        boolean block = BLOCKS.contains(name);
        text.append(block ? " " : "");
        if (UNREAD.contains(name)) {
            facts.hide(element.getTextContent());
        } else if (name.equals("ac:adf-fallback")) {
            fallback(element);
        } else if (name.equals("ac:parameter") || name.equals("ac:default-parameter")) {
            parameter(element);
        } else {
            known(name, element);
            if ((name.equals("td") || name.equals("th")) && reach(element) > 1) {
                flush(1);
                read(element);
                flush(reach(element));
            } else {
                read(element);
            }
        }
        text.append(block ? " " : "");
    }

    /** Over how many cells of the table a merged cell reaches; in a nested table it does not. */
    static int reach(Element cell) {
        if (SourceStructure.ancestors(cell, "table") > 1) {
            return 1;
        }
        Node row = cell.getParentNode();
        int below = 1;
        Node part = row.getParentNode();
        List<Node> rows = new ArrayList<>();
        SourceStructure.rows(SourceStructure.table(part), rows);
        below += rows.size() - 1 - rows.indexOf(row);
        // What fills a whole row is there once.
        int across = SourceStructure.cells(row).size() == 1 ? 1 : number(cell, "colspan");
        return across * Math.min(number(cell, "rowspan"), Math.max(below, 1));
    }

    private static int number(Element element, String attribute) {
        String value = element.getAttribute(attribute).strip();
        return value.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(value) : 1;
    }

    private void fallback(Element fallback) {
        Node extension = fallback.getParentNode();
        while (extension instanceof Element parent
                && !parent.getTagName().equals("ac:adf-extension")) {
            extension = extension.getParentNode();
        }
        boolean content =
                extension instanceof Element parent
                        && parent.getElementsByTagName("ac:adf-content").getLength() > 0;
        if (!content) {
            read(fallback);
        }
    }

    private void parameter(Element parameter) {
        String name = parameter.getAttribute("ac:name");
        String macro = macro(parameter);
        String value = parameter.getTextContent().strip();
        if (name.equals("title") && TITLED.contains(macro) && !value.isEmpty()) {
            facts.add(Kind.TITLE, Words.normalized(value));
        }
        if (macro.equals("jira") && name.equals("key")) {
            facts.add(Kind.JIRA, value);
        }
        boolean user = macro.startsWith("profile") && name.equalsIgnoreCase("user");
        boolean titleOfSilent = SILENT.contains(macro) && name.equals("title");
        if (macro.equals("roadmap")) {
            roadmap(parameter, value);
        } else if (CONTENT_PARAMETERS.getOrDefault(name, Set.of()).contains(macro)) {
            text.append(' ').append(formula(value)).append(' ');
        } else if ((SHOWN_PARAMETERS.contains(name) && !SILENT.contains(macro))
                || user
                || titleOfSilent) {
            text.append(' ').append(value).append(' ');
        } else {
            facts.hide(value);
            file(parameter, name, macro);
        }
    }

    /** What a road map shows is in its source; its title heads it, wherever that stands. */
    private void roadmap(Element parameter, String value) {
        if (parameter.getAttribute("ac:name").equals("source")) {
            for (Element other : SourceStructure.cells(parameter.getParentNode())) {
                if (other.getAttribute("ac:name").equals("title")) {
                    text.append(' ').append(decoded(other.getTextContent().strip())).append(' ');
                }
            }
            Matcher titles = JSON_TITLE.matcher(decoded(value));
            // The first is the road map's own.
            boolean own = titles.find();
            while (own && titles.find()) {
                text.append(' ').append(titles.group(1)).append(' ');
            }
        }
    }

    private static String formula(String value) {
        String prefix = "--uriencoded--";
        return value.startsWith(prefix) ? decoded(value.substring(prefix.length())) : value;
    }

    private static String decoded(String value) {
        return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private void file(Element parameter, String name, String macro) {
        Element attachment = first(parameter, "ri:attachment");
        if (attachment != null && name.equals("name") && macro.startsWith("view")) {
            String file = attachment.getAttribute("ri:filename");
            facts.add(Kind.FILE, file);
            text.append(' ').append(file).append(' ');
        }
        Element user = first(parameter, "ri:user");
        if (user != null && macro.startsWith("profile")) {
            facts.add(Kind.MENTION, "@");
        }
        if (macro.contains("include") || isApp(parameter, macro)) {
            pages(parameter);
        }
    }

    /** Whether nothing of the macro but its parameters is in the page. */
    private static boolean isApp(Element parameter, String macro) {
        Element parent = (Element) parameter.getParentNode();
        return !SILENT.contains(macro)
                && !macro.startsWith("view")
                && first(parent, "ac:rich-text-body") == null
                && first(parent, "ac:plain-text-body") == null;
    }

    private void pages(Element parameter) {
        NodeList pages = parameter.getElementsByTagName("ri:page");
        for (int i = 0; i < pages.getLength(); i++) {
            String title = ((Element) pages.item(i)).getAttribute("ri:content-title");
            facts.add(Kind.LINK_TEXT, Words.normalized(title));
            text.append(' ').append(title).append(' ');
        }
    }

    private void known(String name, Element element) {
        switch (name) {
            case "ac:link" -> link(element);
            case "a" -> anchor(element);
            case "ac:image" -> image(element);
            case "ac:emoticon" -> emoji(element);
            case "time" -> {
                String date = element.getAttribute("datetime");
                facts.add(Kind.DATE, date);
                text.append(' ').append(date).append(' ');
            }
            case "ac:task" -> facts.add(Kind.TASK, task(element));
            case "ac:plain-text-body" ->
                    element.getTextContent()
                            .lines()
                            .filter(line -> !line.isBlank())
                            .forEach(line -> facts.add(Kind.CODE_LINE, line));
            default -> {}
        }
    }

    private static String task(Element task) {
        Element status = first(task, "ac:task-status");
        boolean done = status != null && status.getTextContent().strip().equals("complete");
        Element body = first(task, "ac:task-body");
        String words = body == null ? "" : Words.normalized(SourceStructure.ownText(body));
        return (done ? "[x] " : "[ ] ") + words;
    }

    private void link(Element link) {
        String given = Words.normalized(readable(link));
        if (!given.isEmpty()) {
            facts.add(Kind.LINK_TEXT, given);
        } else if (first(link, "ac:image") == null && first(link, "ac:emoticon") == null) {
            String title = title(link);
            facts.add(Kind.LINK_TEXT, Words.normalized(title));
            text.append(' ').append(title).append(' ');
        }
        if (first(link, "ri:user") != null) {
            facts.add(Kind.MENTION, given.isEmpty() ? "@" : given);
        }
    }

    private static String title(Element link) {
        for (Node node = link.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element resource) {
                for (String attribute :
                        new String[] {
                            "ri:content-title", "ri:filename", "ri:username", "ri:space-key"
                        }) {
                    String value = resource.getAttribute(attribute);
                    if (!value.isEmpty() && !value.startsWith("@")) {
                        return value;
                    }
                }
            }
        }
        return link.getElementsByTagName("*").getLength() == 0
                ? link.getAttribute("ac:anchor")
                : "";
    }

    private void anchor(Element anchor) {
        String given = Words.normalized(readable(anchor));
        if (!given.isEmpty() && anchor.hasAttribute("href")) {
            facts.add(Kind.LINK_TEXT, given);
        }
        String href = anchor.getAttribute("href").strip();
        if (href.startsWith("http:") || href.startsWith("https:") || href.startsWith("mailto:")) {
            boolean empty = given.isEmpty() && anchor.getElementsByTagName("*").getLength() == 0;
            facts.add(Kind.LINK_TARGET, href);
            text.append(' ').append(empty ? href : "").append(' ');
        }
    }

    private void image(Element image) {
        Element file = first(image, "ri:attachment");
        Element url = first(image, "ri:url");
        if (image.getAttribute("ac:class").startsWith("emoticon")) {
            return;
        }
        if (file != null && first(file, "ri:page") != null) {
            // Of another page, to which it is linked by its name.
            String name = file.getAttribute("ri:filename");
            String alternative = image.getAttribute("ac:alt");
            facts.add(Kind.FILE, name);
            text.append(' ').append(alternative.equals(name) ? "" : alternative).append(' ');
            text.append(name).append(' ');
        } else if (file != null) {
            facts.add(Kind.IMAGE, file.getAttribute("ri:filename"));
        } else if (url != null) {
            facts.add(Kind.IMAGE, url.getAttribute("ri:value"));
        }
    }

    private void emoji(Element emoji) {
        String fallback = emoji.getAttribute("ac:emoji-fallback");
        if (!fallback.isEmpty() && !fallback.startsWith(":") && !fallback.startsWith("\\")) {
            facts.add(Kind.EMOJI, fallback);
        }
    }

    /** Attributes that are ids and lengths of hexadecimal digits, never to be read. */
    private void hideIds(Element element) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            String name = attributes.item(i).getNodeName();
            if (name.endsWith("-id") || name.equals("ac:ref") || name.equals("ri:userkey")) {
                facts.hide(attributes.item(i).getNodeValue());
            }
        }
    }

    private static String macro(Node node) {
        return node.getParentNode() instanceof Element parent
                ? parent.getAttribute("ac:name").toLowerCase(Locale.ROOT)
                : "";
    }

    static @Nullable Element first(Element element, String name) {
        return (Element) element.getElementsByTagName(name).item(0);
    }
}
