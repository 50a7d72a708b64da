package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/** {@code <p>...</p>}; an empty one is vertical space and leaves nothing. */
public final class ParagraphHandler implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("p");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        page.flow().paragraph(() -> page.children(element));
        return Treatment.RENDERED;
    }
}
