package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * A place that links may lead to: {@code <ac:structured-macro ac:name="anchor"><ac:parameter
 * ac:name="">place</ac:parameter></ac:structured-macro>}. In or before a heading it is a name of
 * that heading; Markdown knows no other places.
 */
public final class AnchorMacro implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("{anchor}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        String name = macro.defaultParameter();
        page.flow().place(name.isEmpty() ? macro.parameter("name") : name);
        return macro.body(page) ? Treatment.RENDERED : Treatment.DROPPED;
    }
}
