package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Elements;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.page.Census.Treatment;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * A text written in Markdown, as the headings, lists and tables it stands for: {@code
 * <ac:structured-macro ac:name="markdown"><ac:plain-text-body><![CDATA[##
 * Title]]></ac:plain-text-body> </ac:structured-macro>}.
 */
public final class MarkdownMacro implements ElementHandler {

    /** Where apps keep the text that use no body. */
    private static final List<String> PARAMETERS =
            List.of("markdown", "source", "content", "text", "body", "");

    @Override
    public Set<String> names() {
        return Set.of("{markdown}", "{markdown-macro}", "{md}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        String source = source(macro);
        if (source != null) {
            write(source, macro.isInText(), page);
            return Treatment.RENDERED;
        }
        if (macro.hasBody()) {
            macro.bodyInText(page);
            return Treatment.RENDERED;
        }
        Marker.name(macro.name(), page);
        References.write(References.of(macro), page);
        return Treatment.NAMED;
    }

    /** Whether a macro nobody else serves is one of these by its name. */
    static boolean isMarkdown(Macro macro) {
        return macro.name().toLowerCase(Locale.ROOT).contains("markdown")
                && macro.plainBody() != null;
    }

    private static @Nullable String source(Macro macro) {
        String body = macro.plainBody();
        if (body != null || macro.hasBody() || !References.of(macro).isEmpty()) {
            return body;
        }
        return PARAMETERS.stream()
                .map(macro::parameter)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /**
     * Writes a text in Markdown.
     *
     * @param inText whether it stands in a sentence, which a single paragraph goes on with
     */
    static void write(String source, boolean inText, Conversion page) {
        Element html = MarkdownSource.parse(source, page);
        if (html == null) {
            page.warn("Markdown with too many levels or brackets: kept as its source");
            page.flow().code("markdown", source);
        } else {
            page.children(inText ? Elements.onlyParagraph(html) : html);
        }
    }
}
