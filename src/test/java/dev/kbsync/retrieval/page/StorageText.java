package dev.kbsync.retrieval.page;

import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** The words that a reader sees of storage format. */
public final class StorageText {

    /** Elements that neither end a word nor add one. */
    private static final Set<String> INLINE =
            Set.of(
                    "a",
                    "b",
                    "code",
                    "del",
                    "em",
                    "i",
                    "s",
                    "small",
                    "span",
                    "strong",
                    "sub",
                    "sup",
                    "u",
                    "ac:inline-comment-marker",
                    "ac:link",
                    "ac:link-body",
                    "ac:plain-text-link-body");

    /** Other elements of which every tool shows just the words, in their order. */
    private static final Set<String> PLAIN = Set.of("p", "br", "div", "ul", "li");

    private static final Set<String> UNSEEN = Set.of("ac:parameter", "ac:placeholder");

    private StorageText() {}

    /** The text of an element, with single blanks. */
    public static String of(Element element) {
        StringBuilder text = new StringBuilder();
        element.filter(new Collector(text));
        return text.toString().replace('\u00a0', ' ').replaceAll("\\s+", " ").strip();
    }

    /** Whether it holds nothing but words: no images, dates, people or macros. */
    public static boolean isPlain(Element element) {
        return element.getAllElements().stream()
                .skip(1)
                .map(Element::tagName)
                .allMatch(
                        name ->
                                INLINE.contains(name)
                                        || PLAIN.contains(name)
                                        || name.equals("ri:page")
                                        || name.equals("ri:url"));
    }

    /** A parameter of a macro, empty if there is none of that name. */
    public static String parameter(Element macro, String name) {
        return macro.children().stream()
                .filter(child -> child.tagName().equals("ac:parameter"))
                .filter(child -> child.attr("ac:name").equals(name))
                .map(Element::wholeText)
                .map(String::strip)
                .findFirst()
                .orElse("");
    }

    private record Collector(StringBuilder text) implements NodeFilter {

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode words) {
                text.append(words.getWholeText());
            } else if (node instanceof Element element && !INLINE.contains(element.tagName())) {
                text.append(' ');
                return depth > 0 && UNSEEN.contains(element.tagName())
                        ? FilterResult.SKIP_ENTIRELY
                        : FilterResult.CONTINUE;
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element && !INLINE.contains(element.tagName())) {
                text.append(' ');
            }
            return FilterResult.CONTINUE;
        }
    }
}
