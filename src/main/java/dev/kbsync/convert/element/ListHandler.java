package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Elements;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * {@code <ul><li>...</li></ul>} and {@code <ol start="1">}; what stands between the items, such as
 * a list that was nested the wrong way, joins the item before it.
 */
public final class ListHandler implements ElementHandler {

    /** What the editors leave before a list that was indented. */
    private static final Set<String> EMPTY_LINES = Set.of("p", "br");

    @Override
    public Set<String> names() {
        return Set.of("ul", "ol", "li");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        switch (element.normalName()) {
            case "ul" -> page.flow().bulletList(() -> page.children(element));
            case "ol" -> page.flow().orderedList(start(element), () -> page.children(element));
            default -> item(element, page);
        }
        return Treatment.RENDERED;
    }

    /**
     * An item without a text of its own only indents the list inside of it, as older editors write
     * it: {@code <li style="list-style-type: none;"><ul>...</ul></li>}. That list joins the item
     * before; without one, its items are items of the outer list.
     */
    private static void item(Element item, Conversion page) {
        Element only = onlyList(item);
        if (only == null) {
            page.flow().item(() -> page.children(item));
        } else if (item.previousElementSibling() != null) {
            page.children(item);
        } else {
            page.children(only);
        }
    }

    /** The list of the same kind that is all an item holds, empty paragraphs aside. */
    private static @Nullable Element onlyList(Element item) {
        Element outer = item.parent();
        Element list = null;
        for (Element child : item.children()) {
            if (isEmptyLine(child)) {
                continue;
            }
            if (list != null || outer == null || !child.normalName().equals(outer.normalName())) {
                return null;
            }
            list = child;
        }
        return list != null && item.ownText().isBlank() ? list : null;
    }

    private static boolean isEmptyLine(Element child) {
        return EMPTY_LINES.contains(child.normalName())
                && child.wholeText().replace('\u00a0', ' ').isBlank()
                && (child.childrenSize() == 0 || !Elements.hasContent(child));
    }

    private static int start(Element list) {
        String start = list.attr("start").strip();
        if (start.isEmpty()) {
            return 1;
        }
        try {
            return Integer.parseInt(start);
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
