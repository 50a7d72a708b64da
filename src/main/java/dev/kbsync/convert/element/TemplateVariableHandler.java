package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/** {@code <at:var at:name="customer" />}: a template shows its variable's name. */
public final class TemplateVariableHandler implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("at:var");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        page.flow().word(element.attr("at:name"));
        page.children(element);
        return Treatment.RENDERED;
    }
}
