package dev.kbsync.convert.macro;

import dev.kbsync.convert.Conversion;
import dev.kbsync.convert.ElementHandler;
import dev.kbsync.convert.Macro;
import dev.kbsync.convert.Resource;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Any macro no other handler serves, mostly one of an app: its title and its body stay. Without a
 * body its name does, with links to what its parameters refer to.
 */
public final class UnknownMacro implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("{*}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        if (macro.hasBody()) {
            if (!macro.parameter("title").isEmpty()) {
                page.flow().title(macro.parameter("title"));
            }
            macro.body(page);
        } else {
            name(macro, page);
        }
        return Treatment.UNKNOWN;
    }

    private static void name(Macro macro, Conversion page) {
        Marker.name(macro.name().isEmpty() ? "macro" : macro.name(), page);
        for (Element referred : macro.resources()) {
            Resource resource = Resource.of(referred, "", page);
            page.flow().text(" ");
            Marker.link(resource.text(), resource.target(), page);
        }
        macro.body(page);
    }
}
