package dev.kbsync.convert.handling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * A macro's parts, in both spellings.
 *
 * <pre>{@code
 * <ac:structured-macro ac:name="code">
 *   <ac:parameter ac:name="title">Example</ac:parameter>
 *   <ac:parameter ac:name="">the unnamed parameter</ac:parameter>
 *   <ac:rich-text-body>...</ac:rich-text-body> or <ac:plain-text-body><![CDATA[...]]></ac:plain-text-body>
 * </ac:structured-macro>
 * <ac:macro ac:name="code"><ac:default-parameter>...</ac:default-parameter>...</ac:macro>
 * }</pre>
 */
public final class Macro {

    private final Element element;

    private Macro(Element element) {
        this.element = element;
    }

    public static Macro of(Element element) {
        return new Macro(element);
    }

    static boolean isMacro(Element element) {
        String name = element.normalName();
        return name.equals("ac:structured-macro") || name.equals("ac:macro");
    }

    /**
     * What is no part of a macro although it stands inside of it, as the text after one that is
     * never closed does. It is written behind the macro, whatever the macro is, unless the macro
     * takes it for the body that it lacks.
     */
    static List<Node> swallowed(Element element) {
        if (!isMacro(element)) {
            return List.of();
        }
        List<Node> others = element.childNodes().stream().filter(node -> !isPart(node)).toList();
        return others.stream().allMatch(Macro::isLayout) ? List.of() : others;
    }

    private static boolean isPart(Node node) {
        return switch (node.normalName()) {
            case "ac:parameter",
                    "ac:default-parameter",
                    "ac:rich-text-body",
                    "ac:plain-text-body" ->
                    true;
            default -> false;
        };
    }

    /** Whether a node only lays out the source. */
    private static boolean isLayout(Node node) {
        return node instanceof TextNode text ? text.isBlank() : !(node instanceof Element);
    }

    public String name() {
        return element.attr("ac:name").strip();
    }

    /** A parameter's text, empty if there is none. */
    public String parameter(String name) {
        Element parameter = parameterElement(name);
        return parameter == null ? "" : parameter.wholeText().strip();
    }

    /** The unnamed parameter's text. */
    public String defaultParameter() {
        return parameter("");
    }

    /** A parameter, which may hold a resource instead of text; the unnamed one's name is empty. */
    public @Nullable Element parameterElement(String name) {
        for (int i = 0; i < element.childNodeSize(); i++) {
            if (element.childNode(i) instanceof Element child && isParameter(child, name)) {
                return child;
            }
        }
        return null;
    }

    private static boolean isParameter(Element child, String name) {
        return switch (child.normalName()) {
            case "ac:parameter" -> child.attr("ac:name").strip().equalsIgnoreCase(name);
            case "ac:default-parameter" -> name.isEmpty();
            default -> false;
        };
    }

    /** The first resource inside a parameter, such as {@code ri:page}; null for none. */
    public @Nullable Element resource(String parameter) {
        Element holder = parameterElement(parameter);
        return holder == null ? null : Elements.resource(holder);
    }

    /** The address in a parameter, be it a resource, a link or text; empty for none. */
    public String address(String parameter) {
        Element holder = parameterElement(parameter);
        Element resource = holder == null ? null : Elements.resource(holder);
        Element link = holder == null ? null : Elements.child(holder, "a");
        if (resource != null) {
            return resource.attr("ri:value");
        }
        return link != null && link.hasAttr("href") ? link.attr("href") : parameter(parameter);
    }

    /** Its parameters, the unnamed one among them. */
    public List<Element> parameters() {
        return element.children().stream()
                .filter(child -> child.normalName().endsWith("parameter"))
                .toList();
    }

    /** The verbatim body, all its CDATA sections joined; null if the macro has none. */
    public @Nullable String plainBody() {
        Element body = child("ac:plain-text-body");
        return body == null ? null : verbatim(body);
    }

    /** The text of a verbatim body; blanks around its CDATA sections only lay out the source. */
    private static String verbatim(Element body) {
        List<CDataNode> sections = new ArrayList<>();
        for (Node node : body.childNodes()) {
            if (node instanceof CDataNode section) {
                sections.add(section);
            } else if (!(node instanceof TextNode text) || !text.isBlank()) {
                return body.wholeText();
            }
        }
        return sections.isEmpty()
                ? body.wholeText()
                : sections.stream().map(CDataNode::getWholeText).collect(Collectors.joining());
    }

    /** What apps keep as source, in whichever body or parameter they keep it; empty for none. */
    public String verbatim() {
        String plain = plainBody();
        if (plain != null) {
            return plain;
        }
        Element rich = richBody();
        if (rich != null) {
            return rich.wholeText();
        }
        String named = parameter("body");
        return named.isEmpty() ? defaultParameter() : named;
    }

    public @Nullable Element richBody() {
        return child("ac:rich-text-body");
    }

    public boolean hasBody() {
        return child("ac:rich-text-body") != null || child("ac:plain-text-body") != null;
    }

    /** Whether there is anything to read in a body. */
    public boolean hasFilledBody() {
        Element rich = richBody();
        String plain = plainBody();
        return (rich != null && Elements.hasContent(rich)) || (plain != null && !plain.isBlank());
    }

    private @Nullable Element child(String name) {
        return Elements.child(element, name);
    }

    /** Writes the macro's bodies, or what stands in their place. Returns whether there was any. */
    public boolean body(Conversion page) {
        return body(page::children, code -> page.flow().code("", code), page);
    }

    /** The same for a macro that may stand in a sentence, which a short body does not end. */
    public boolean bodyInText(Conversion page) {
        return isInText()
                ? body(
                        body -> page.children(Elements.onlyParagraph(body)),
                        code -> writeInText(code, page),
                        page)
                : body(page);
    }

    /** Whether the macro is part of a line of text. */
    public boolean isInText() {
        String type = parameter("atlassian-macro-output-type");
        return Elements.isInText(element, type.equalsIgnoreCase("inline"));
    }

    private static void writeInText(String code, Conversion page) {
        if (code.strip().contains("\n")) {
            page.flow().code("", code);
        } else {
            page.flow().inlineCode(code);
        }
    }

    private boolean body(Consumer<Element> rich, Consumer<String> plain, Conversion page) {
        boolean any = false;
        for (Node node : List.copyOf(element.childNodes())) {
            if (node.nameIs("ac:rich-text-body")) {
                rich.accept((Element) node);
                any = true;
            } else if (node.nameIs("ac:plain-text-body")) {
                plain.accept(verbatim((Element) node));
                any = true;
            }
        }
        if (!any) {
            swallowed(element).forEach(page::convert);
            page.wrote(element);
        }
        return any;
    }
}
