package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * HTML, as its source: {@code <ac:structured-macro
 * ac:name="html"><ac:plain-text-body><![CDATA[...]]></ac:plain-text-body></ac:structured-macro>}.
 */
public final class MarkupMacro implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("{html}", "{html-wrap}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        String body = macro.plainBody();
        if (body == null || macro.isInText()) {
            macro.bodyInText(page);
        } else if (!body.isBlank()) {
            page.flow().code("html", body);
        }
        return Treatment.RENDERED;
    }
}
