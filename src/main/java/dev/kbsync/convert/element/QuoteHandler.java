package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/** {@code <blockquote>...</blockquote>}. */
public final class QuoteHandler implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("blockquote");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        page.flow().quote(() -> page.children(element));
        return Treatment.RENDERED;
    }
}
