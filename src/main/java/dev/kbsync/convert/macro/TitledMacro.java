package dev.kbsync.convert.macro;

import dev.kbsync.convert.Conversion;
import dev.kbsync.convert.ElementHandler;
import dev.kbsync.convert.Macro;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * What is headed by a title and can be read without being opened.
 *
 * <pre>{@code
 * <ac:structured-macro ac:name="expand">   or a tab, a card, a chart, whose body is its data
 *   <ac:parameter ac:name="title">Title</ac:parameter>
 *   <ac:rich-text-body>...</ac:rich-text-body>
 * </ac:structured-macro>
 * }</pre>
 */
public final class TitledMacro implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of(
                "{expand}",
                "{ui-expand}",
                "{ui-tab}",
                "{ui-step}",
                "{ui-text-box}",
                "{localtab}",
                "{auitabspage}",
                "{card}",
                "{chart}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        for (String parameter : new String[] {"title", "label"}) {
            if (!macro.parameter(parameter).isEmpty()) {
                page.flow().title(macro.parameter(parameter));
            }
        }
        macro.body(page);
        return Treatment.RENDERED;
    }
}
