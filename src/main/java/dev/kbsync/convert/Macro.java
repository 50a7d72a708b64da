package dev.kbsync.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    /** All the resources that its parameters refer to. */
    public List<Element> resources() {
        return element.children().stream()
                .filter(child -> child.normalName().endsWith("parameter"))
                .flatMap(parameter -> parameter.getAllElements().stream())
                .filter(below -> below.normalName().startsWith("ri:"))
                // The page that a file belongs to is part of the file.
                .filter(below -> !isResource(below.parent()))
                .toList();
    }

    private static boolean isResource(@Nullable Element element) {
        return element != null && element.normalName().startsWith("ri:");
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

    private @Nullable Element child(String name) {
        return Elements.child(element, name);
    }

    /** Writes all the macro holds but its parameters. Returns whether there was anything. */
    public boolean body(Conversion page) {
        boolean any = false;
        for (Node node : List.copyOf(element.childNodes())) {
            String name = node.nodeName().toLowerCase(Locale.ROOT);
            switch (name) {
                case "ac:parameter", "ac:default-parameter" -> {}
                case "ac:rich-text-body" -> {
                    page.children((Element) node);
                    any = true;
                }
                case "ac:plain-text-body" -> {
                    page.flow().code("", verbatim((Element) node));
                    any = true;
                }
                default -> page.convert(node);
            }
        }
        return any;
    }
}
