package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/** {@code <br />} and {@code <hr />}, also with content, as broken pages have them. */
public final class BreakHandler implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("br", "hr");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        if (element.normalName().equals("br")) {
            page.flow().lineBreak();
        } else {
            page.flow().rule();
        }
        page.children(element);
        return Treatment.RENDERED;
    }
}
