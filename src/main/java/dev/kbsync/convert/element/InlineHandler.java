package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * What only dresses its text: {@code <span style="color: ...">}, {@code <u>}, {@code
 * <ac:inline-comment-marker ac:ref="...">}.
 */
public final class InlineHandler implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of(
                "ac:inline-comment-marker",
                "ac:link-body",
                "ac:plain-text-link-body",
                "span",
                "u",
                "ins",
                "small",
                "big",
                "font",
                "mark",
                "abbr",
                "acronym",
                "cite",
                "dfn",
                "var",
                "q",
                "label",
                "bdo",
                "bdi");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        page.children(element);
        return Treatment.RENDERED;
    }
}
