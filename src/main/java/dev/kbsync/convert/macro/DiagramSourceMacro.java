package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.page.Census.Treatment;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * A diagram drawn from text: the text, if the page has it.
 *
 * <pre>{@code
 * <ac:structured-macro ac:name="plantuml"><ac:plain-text-body><![CDATA[...]]></ac:plain-text-body>
 * <ac:structured-macro ac:name="plantumlcloud">
 *   <ac:parameter ac:name="data">the text, encoded for URLs, deflated, in base 64</ac:parameter>
 *   <ac:parameter ac:name="filename">name.svg</ac:parameter>
 * </ac:structured-macro>
 * }</pre>
 */
public final class DiagramSourceMacro implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of(
                "{plantuml}",
                "{plantumlrender}",
                "{plantumlcloud}",
                "{mermaid}",
                "{mermaid-cloud}",
                "{mermaid-macro}",
                "{graphviz}",
                "{flowchart}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        String source = source(macro);
        if (!source.isBlank()) {
            page.flow().code(language(macro.name()), source);
            return Treatment.RENDERED;
        }
        String file = macro.parameter("filename");
        Marker.name(file.isEmpty() ? macro.name() : file, page);
        return Treatment.NAMED;
    }

    private static String source(Macro macro) {
        String body = macro.verbatim();
        return body.isBlank() ? Deflated.text(macro.parameter("data")) : body;
    }

    static String language(String macro) {
        String name = macro.toLowerCase(Locale.ROOT);
        for (String language : new String[] {"plantuml", "mermaid"}) {
            if (name.startsWith(language)) {
                return language;
            }
        }
        return name.equals("graphviz") ? "dot" : "";
    }
}
