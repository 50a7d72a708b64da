package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * What no reader sees: hints of a template ({@code <ac:placeholder>}), a template's declarations,
 * columns' widths, scripts and styles, and parts of elements that stand outside of them.
 */
public final class DroppedHandler implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of(
                "ac:placeholder",
                "ac:parameter",
                "ac:default-parameter",
                "ac:task-id",
                "ac:task-uuid",
                "ac:task-status",
                "ac:adf-attribute",
                "ac:adf-parameter",
                "ac:adf-mark",
                "at:declarations",
                "colgroup",
                "col",
                "head",
                "link",
                "meta",
                "script",
                "style",
                "{style}",
                "noscript",
                "template");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        return Treatment.DROPPED;
    }
}
