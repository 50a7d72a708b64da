package dev.kbsync.convert.handling;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Looks below elements. */
public final class Elements {

    /** Elements that hold blocks, and text only by exception. */
    private static final Set<String> BLOCK_PARENTS =
            Set.of(
                    "#root",
                    "ac:layout-cell",
                    "ac:rich-text-body",
                    "ac:adf-content",
                    "div",
                    "blockquote");

    private static final Set<String> INLINE =
            Set.of(
                    "a",
                    "b",
                    "code",
                    "del",
                    "em",
                    "font",
                    "i",
                    "kbd",
                    "mark",
                    "s",
                    "small",
                    "span",
                    "strong",
                    "sub",
                    "sup",
                    "u",
                    "time",
                    "ac:link",
                    "ac:emoticon",
                    "ac:inline-comment-marker");

    /** How many neighbours are looked at to find text beside an element. */
    private static final int NEIGHBOURS = 20;

    /** What shows although it holds no text. */
    private static final Set<String> SELF_SPEAKING =
            Set.of(
                    "ac:image",
                    "img",
                    "ac:emoticon",
                    "ac:link",
                    "ac:structured-macro",
                    "ac:macro",
                    "ac:task",
                    "time");

    private static final Pattern STRUCK_OUT =
            Pattern.compile(
                    "(?:^|;)\\s*text-decoration(?:-line)?\\s*:[^;]*\\bline-through\\b",
                    Pattern.CASE_INSENSITIVE);

    private Elements() {}

    /** The first child element of that name. */
    public static @Nullable Element child(Element element, String name) {
        for (int i = 0; i < element.childNodeSize(); i++) {
            if (element.childNode(i) instanceof Element child && child.normalName().equals(name)) {
                return child;
            }
        }
        return null;
    }

    /** The first resource below an element, which is an element such as {@code ri:page}. */
    public static @Nullable Element resource(Element element) {
        for (int i = 0; i < element.childNodeSize(); i++) {
            if (element.childNode(i) instanceof Element child) {
                Element found = child.normalName().startsWith("ri:") ? child : resource(child);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Whether there is anything to see below an element. */
    public static boolean hasContent(Element element) {
        for (int i = 0; i < element.childNodeSize(); i++) {
            Node child = element.childNode(i);
            if ((child instanceof TextNode text && !text.isBlank())
                    || (child instanceof Element below && speaks(below))) {
                return true;
            }
        }
        return false;
    }

    private static boolean speaks(Element element) {
        return SELF_SPEAKING.contains(element.normalName()) || hasContent(element);
    }

    /**
     * Whether the style of an element says that its text no longer holds: {@code <span
     * style="text-decoration: line-through;">}, as Confluence documents it.
     */
    public static boolean isStruckOut(Element element) {
        return element.hasAttr("style") && STRUCK_OUT.matcher(element.attr("style")).find();
    }

    /** Whether a link is shown as a card that stands for itself, and not within a text. */
    public static boolean isCard(Element link) {
        String appearance = link.attr("data-card-appearance") + link.attr("ac:card-appearance");
        return (appearance.equals("block") || appearance.equals("embed"))
                && !isText(link.previousSibling())
                && !isText(link.nextSibling());
    }

    private static boolean isText(@Nullable Node node) {
        return node instanceof TextNode text && !text.isBlank();
    }

    /**
     * Whether an element is part of a line of text. What does not declare itself to be needs text
     * on both sides where there is no paragraph around it, as in an item.
     *
     * @param inline whether it declares itself to be
     */
    public static boolean isInText(Element element, boolean inline) {
        Element inner = element;
        Element outer = element.parent();
        while (outer != null && INLINE.contains(outer.normalName()) && !hasTextBeside(inner)) {
            inner = outer;
            outer = outer.parent();
        }
        while (outer != null && INLINE.contains(outer.normalName())) {
            outer = outer.parent();
        }
        if (inline || (outer != null && outer.normalName().equals("p"))) {
            return hasTextBeside(inner);
        }
        return isInLineWithText(inner, Node::previousSibling)
                && isInLineWithText(inner, Node::nextSibling);
    }

    private static boolean hasTextBeside(Element element) {
        return isInLineWithText(element, Node::previousSibling)
                || isInLineWithText(element, Node::nextSibling);
    }

    private static boolean isInLineWithText(Element element, UnaryOperator<@Nullable Node> step) {
        Node node = step.apply(element);
        for (int i = 0; i < NEIGHBOURS && node != null; i++, node = step.apply(node)) {
            if (isText(node)) {
                return true;
            }
            if (node instanceof Element beside && !beside.normalName().endsWith("macro")) {
                return INLINE.contains(beside.normalName()) && hasContent(beside);
            }
        }
        return false;
    }

    /** The paragraph that is all there is below an element, else the element. */
    public static Element onlyParagraph(Element element) {
        Element only = null;
        for (int i = 0; i < element.childNodeSize(); i++) {
            Node node = element.childNode(i);
            if (isText(node)) {
                return element;
            }
            if (node instanceof Element child && speaks(child)) {
                if (only != null || !child.normalName().equals("p")) {
                    return element;
                }
                only = child;
            }
        }
        return only == null ? element : only;
    }

    /** Whether an element's children are blocks, so that each stands for itself. */
    public static boolean holdsBlocks(Element element) {
        if (!BLOCK_PARENTS.contains(element.normalName())) {
            return false;
        }
        for (Node child : element.childNodes()) {
            boolean text = child instanceof TextNode node && !node.isBlank();
            if (text || (child instanceof Element below && INLINE.contains(below.normalName()))) {
                return false;
            }
        }
        return true;
    }
}
