package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.page.Census.Treatment;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * What is headed by a title and can be read without being opened.
 *
 * <pre>{@code
 * <ac:structured-macro ac:name="expand">   or a tab, a card, a chart, whose body is its data
 *   <ac:parameter ac:name="title">Title</ac:parameter>   or label, name and others; see Titles
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
                "{tab}",
                "{tab-pane}",
                "{horizontal-nav-item}",
                "{vertical-nav-item}",
                "{card}",
                "{chart}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        Set<String> titles = Titles.of(macro);
        if (titles.isEmpty() && !macro.defaultParameter().isEmpty()) {
            titles.add(macro.defaultParameter());
        }
        titles.forEach(page.flow()::title);
        macro.body(page);
        List<Element> links = References.beside(macro.richBody(), References.of(macro));
        UnknownMacro.follow(links, false, page);
        return Treatment.RENDERED;
    }
}
