package dev.kbsync.convert.macro;

import dev.kbsync.convert.element.Emoji;
import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Elements;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.convert.tree.Callout;
import dev.kbsync.page.Census.Treatment;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Call-outs, as quotations that begin with an icon and the title: any reader of Markdown shows
 * them, they keep the kind without putting an English word into the text, and they look alike in
 * plain text.
 *
 * <pre>{@code
 * <ac:structured-macro ac:name="info">   or note, tip, warning, panel
 *   <ac:parameter ac:name="title">Title</ac:parameter>
 *   <ac:parameter ac:name="panelIconText">an emoji</ac:parameter>   panel only
 *   <ac:rich-text-body>...</ac:rich-text-body>
 * </ac:structured-macro>
 * }</pre>
 */
public final class CalloutMacro implements ElementHandler {

    /**
     * As the editor shows them: its yellow panel is stored as note, its red one as warning. None is
     * a letter, as the usual sign for information would be to a search index.
     */
    private static final Map<String, String> ICONS =
            Map.of("info", "📘", "note", "⚠️", "tip", "✅", "warning", "⛔");

    @Override
    public Set<String> names() {
        return Set.of("{info}", "{note}", "{tip}", "{warning}", "{panel}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        Element body = macro.richBody();
        if (body != null && !Elements.hasContent(body) && macro.parameter("title").isEmpty()) {
            return Treatment.RENDERED;
        }
        write(icon(macro), macro.parameter("title"), () -> macro.body(page), page);
        return Treatment.RENDERED;
    }

    static void write(String icon, String title, Runnable body, Conversion page) {
        page.flow()
                .callout(
                        new Callout(!title.isEmpty()),
                        () -> {
                            if (!icon.isEmpty()) {
                                page.flow().lead(icon);
                            }
                            if (!title.isEmpty()) {
                                page.flow().title(title);
                            }
                            body.run();
                        });
    }

    private static String icon(Macro macro) {
        String own = ICONS.getOrDefault(macro.name().toLowerCase(Locale.ROOT), "");
        if (!own.isEmpty()) {
            return macro.parameter("icon").equals("false") ? "" : own;
        }
        return Emoji.of(
                macro.parameter("panelIconText"),
                macro.parameter("panelIconId"),
                macro.parameter("panelIcon"),
                "");
    }
}
