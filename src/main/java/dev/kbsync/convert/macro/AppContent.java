package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;

/**
 * What an app of today keeps as its macro's parameters: source as it is or packed, and the names of
 * drawings.
 *
 * <pre>{@code
 * <ac:adf-parameter key="guest-params">
 *   <ac:adf-parameter key="__body-content">...</ac:adf-parameter>   what used to be the plain text body
 *   <ac:adf-parameter key="code">...</ac:adf-parameter><ac:adf-parameter key="lang">Bash</ac:adf-parameter>
 *   <ac:adf-parameter key="latex">...</ac:adf-parameter>
 *   <ac:adf-parameter key="data">packed, as in DiagramSourceMacro</ac:adf-parameter>
 *   <ac:adf-parameter key="diagram-display-name">overview</ac:adf-parameter>
 * </ac:adf-parameter>
 * }</pre>
 */
final class AppContent {

    private final Element given;
    private final String app;

    private AppContent(Element given, String app) {
        this.given = given;
        this.app = app.toLowerCase(Locale.ROOT);
    }

    static AppContent of(Element extension) {
        for (Element below : extension.getAllElements()) {
            if (below.attr("key").equals("guest-params")) {
                return new AppContent(below, AdfNode.key(extension));
            }
        }
        return new AppContent(new Element("none"), "");
    }

    /** Writes the source. Returns whether there is any. */
    boolean write(Conversion page) {
        String formula = AdfNode.value(given, "latex");
        if (!formula.isEmpty()) {
            MathMacro.write(formula, app.contains("inline"), page);
            return true;
        }
        String language = AdfNode.value(given, "lang", "language").toLowerCase(Locale.ROOT);
        String code = language.isEmpty() ? "" : AdfNode.value(given, "code");
        if (code.isEmpty()) {
            language = language();
            code = AdfNode.value(given, "__body-content");
            if (code.isEmpty() && language.equals("markdown")) {
                code = AdfNode.value(given, "markdown", "source", "content", "text", "body");
            }
        }
        if (code.isEmpty()) {
            code = Deflated.text(AdfNode.value(given, "data"));
        }
        if (code.isBlank()) {
            return false;
        }
        if (language.equals("markdown") && app.contains("markdown")) {
            MarkdownMacro.write(code, app.contains("inline"), page);
            return true;
        }
        page.flow().code(CodeMacro.language(language), code);
        return true;
    }

    private String language() {
        for (String markup : new String[] {"html", "markdown"}) {
            if (app.contains(markup)) {
                return markup;
            }
        }
        return DiagramSourceMacro.language(app);
    }

    /** The drawing's name; empty if this is not a drawing. */
    String drawing() {
        return AdfNode.value(given, "diagram-display-name", "diagram-name");
    }

    /** Writes a link to the page that an app would show here. Returns whether there is one. */
    boolean include(Conversion page) {
        String id = AdfNode.value(given, "page-id", "pageId");
        String title = AdfNode.value(given, "page-title", "pageTitle", "page");
        if (!app.contains("include") || (id + title).isEmpty()) {
            return false;
        }
        Element included = title.isEmpty() ? IncludeMacro.byId(id) : IncludeMacro.byText(title);
        IncludeMacro.link(included, AdfNode.value(given, "name"), page);
        return true;
    }

    /** What its parameters lead to, each once. */
    List<Element> references() {
        Map<String, Element> references = new LinkedHashMap<>();
        given.getAllElements().stream()
                .filter(value -> value.childrenSize() == 0)
                .flatMap(value -> References.in(value).stream())
                .forEach(one -> references.putIfAbsent(References.key(one), one));
        return List.copyOf(references.values());
    }
}
