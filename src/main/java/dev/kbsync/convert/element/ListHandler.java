package dev.kbsync.convert.element;

import dev.kbsync.convert.Conversion;
import dev.kbsync.convert.ElementHandler;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * {@code <ul><li>...</li></ul>} and {@code <ol start="1">}; what stands between the items, such as
 * a list that was nested the wrong way, joins the item before it.
 */
public final class ListHandler implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("ul", "ol", "li");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        switch (element.normalName()) {
            case "ul" -> page.flow().bulletList(() -> page.children(element));
            case "ol" -> page.flow().orderedList(start(element), () -> page.children(element));
            default -> page.flow().item(() -> page.children(element));
        }
        return Treatment.RENDERED;
    }

    private static int start(Element list) {
        try {
            return Integer.parseInt(list.attr("start").strip());
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
