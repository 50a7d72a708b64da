package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/** Any element no other handler serves: its content stays. */
public final class UnknownElementHandler implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("*");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        page.children(element);
        return Treatment.UNKNOWN;
    }
}
