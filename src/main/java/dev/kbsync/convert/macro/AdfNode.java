package dev.kbsync.convert.macro;

import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Looks into the elements of the new editor's bridge. */
final class AdfNode {

    private static final Set<String> BESIDE_CONTENT =
            Set.of("ac:adf-attribute", "ac:adf-parameter", "ac:adf-mark", "ac:adf-fallback");

    /** What is content although it holds no text. */
    private static final Set<String> SELF_SPEAKING =
            Set.of(
                    "ac:image",
                    "ac:emoticon",
                    "ac:structured-macro",
                    "ac:macro",
                    "ac:link",
                    "ac:task",
                    "img",
                    "time");

    private AdfNode() {}

    /** Whether there is anything to read below an element, attributes and fallbacks aside. */
    static boolean hasContent(Element element) {
        for (Node child : element.childNodes()) {
            if (child instanceof TextNode text && !text.isBlank()) {
                return true;
            }
            if (child instanceof Element below
                    && !BESIDE_CONTENT.contains(below.normalName())
                    && (AdfLeaf.speaks(below)
                            || isApp(below)
                            || SELF_SPEAKING.contains(below.normalName())
                            || hasContent(below))) {
                return true;
            }
        }
        return false;
    }

    /** Whether an extension is an app's, whose content may be elsewhere. */
    static boolean isApp(Element extension) {
        Element node = extension.firstElementChild();
        return extension.normalName().equals("ac:adf-extension")
                && node != null
                && node.attr("type").contains("extension");
    }

    /** The first fallback below an element. */
    static @Nullable Element fallback(Element element) {
        for (Element child : element.children()) {
            Element found = child.normalName().equals("ac:adf-fallback") ? child : fallback(child);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** A node's own attribute, empty if it has none. */
    static String attribute(Element node, String key) {
        for (Element child : node.children()) {
            if (child.normalName().equals("ac:adf-attribute") && child.attr("key").equals(key)) {
                return child.wholeText().strip();
            }
        }
        return "";
    }

    /** What an extension's content is headed by; empty for nothing. */
    static String title(Element node) {
        Element parameters = parameters(node);
        String title = child(parameters, "title");
        boolean named = !key(node).contains("excerpt");
        for (String app : new String[] {"guest-params", "macro-params"}) {
            for (Element given : parameters.children()) {
                if (title.isEmpty() && given.attr("key").equals(app)) {
                    title = named ? Titles.first(key -> child(given, key)) : child(given, "title");
                }
            }
        }
        return title;
    }

    private static String child(Element parameters, String key) {
        return parameters.children().stream()
                .filter(parameter -> parameter.attr("key").equals(key))
                .map(parameter -> parameter.wholeText().strip())
                .findFirst()
                .orElse("");
    }

    /** What the frames of an extension, such as its tabs, are headed by; empty for nothing. */
    static List<String> frameTitles(Element node) {
        for (Element list : parameters(node).getAllElements()) {
            List<String> titles =
                    list.children().stream()
                            .filter(value -> value.normalName().equals("ac:adf-parameter-value"))
                            .map(value -> Titles.first(key -> child(value, key)))
                            .toList();
            if (titles.stream().anyMatch(title -> !title.isEmpty())) {
                return titles;
            }
        }
        return List.of();
    }

    private static Element parameters(Element node) {
        for (Element child : node.children()) {
            if (child.attr("key").equals("parameters")) {
                return child;
            }
        }
        return new Element("none");
    }

    /**
     * The first value below an element that has one of the keys, in their order; empty for none.
     */
    static String value(Element element, String... keys) {
        for (String key : keys) {
            for (Element below : element.getAllElements()) {
                if (below.attr("key").equals(key) && !below.wholeText().isBlank()) {
                    return below.wholeText().strip();
                }
            }
        }
        return "";
    }

    /** The app's own name for an extension: the last part of its key; empty if it has none. */
    static String key(Element extension) {
        String key = value(extension, "extension-key");
        return key.substring(Math.max(key.lastIndexOf('/'), key.lastIndexOf(':')) + 1);
    }

    /** What to call an extension whose content is elsewhere. */
    static String name(Element extension) {
        String title = value(extension, "chart-title", "extension-title", "text");
        String name = title.isEmpty() ? key(extension) : title;
        if (!name.isEmpty()) {
            return name;
        }
        Element node = extension.firstElementChild();
        return node == null || node.attr("type").isEmpty() ? "extension" : node.attr("type");
    }
}
