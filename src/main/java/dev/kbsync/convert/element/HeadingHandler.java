package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/** {@code <h1>...</h1>} to {@code h6}; an {@code id} is a place that links may lead to. */
public final class HeadingHandler implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("h1", "h2", "h3", "h4", "h5", "h6");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        int level = element.normalName().charAt(1) - '0';
        page.flow().place(element.id());
        page.flow().heading(level, () -> page.children(element));
        return Treatment.RENDERED;
    }
}
