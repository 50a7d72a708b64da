package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * What holds blocks and says nothing itself: {@code <div>}, and layouts, whose cells are read in
 * their order.
 *
 * <pre>{@code
 * <ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell>...</ac:layout-cell>...
 * <div class="contentLayout"><div class="columnLayout">...   the same in Confluence 4
 * }</pre>
 */
public final class BlockHandler implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of(
                "ac:layout",
                "ac:layout-section",
                "ac:layout-cell",
                "ac:rich-text-body",
                "ac:adf-content",
                "ac:adf-extension-frame",
                "ac:task-body",
                "div",
                "section",
                "article",
                "aside",
                "header",
                "footer",
                "main",
                "nav",
                "address",
                "center",
                "figure",
                "figcaption",
                "fieldset",
                "form",
                "dl",
                "dd",
                "caption",
                "thead",
                "tbody",
                "tfoot",
                "tr",
                "th",
                "td");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        page.flow().paragraph(() -> page.children(element));
        return Treatment.RENDERED;
    }
}
