package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/** {@code <time datetime="2026-01-31" />}: the date as it is written there. */
public final class TimeHandler implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("time");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        String date = element.attr("datetime").strip();
        page.flow().word(date);
        if (date.isEmpty() || element.childrenSize() > 0) {
            page.children(element);
        }
        return Treatment.RENDERED;
    }
}
