package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.convert.text.UrlText;
import dev.kbsync.page.Census.Treatment;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * A formula in LaTeX, written as GitHub and others show it: a block of the language {@code math},
 * or code between dollar signs.
 *
 * <pre>{@code
 * <ac:structured-macro ac:name="mathblock"><ac:plain-text-body><![CDATA[a^2]]></ac:plain-text-body>
 * <ac:structured-macro ac:name="mathinline"><ac:parameter ac:name="body">a^2</ac:parameter>
 * }</pre>
 */
public final class MathMacro implements ElementHandler {

    /** What the app puts before a formula that a parameter could not hold as it is. */
    private static final String ENCODED = "--uriencoded--";

    @Override
    public Set<String> names() {
        return Set.of(
                "{mathblock}",
                "{easy-math-block}",
                "{latex-formatting}",
                "{latex}",
                "{mathinline}",
                "{eazy-math-inline}",
                "{easy-math-inline}",
                "{unit}",
                "{mathblock-ref}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        String formula = formula(macro);
        if (formula.isEmpty()) {
            Marker.name(macro.name(), page);
            return Treatment.NAMED;
        }
        String name = macro.name().toLowerCase(Locale.ROOT);
        write(formula, name.contains("inline") || name.equals("unit"), page);
        return Treatment.RENDERED;
    }

    static void write(String formula, boolean inline, Conversion page) {
        if (inline) {
            page.flow().text("$");
            page.flow().inlineCode(formula);
            page.flow().text("$");
        } else {
            page.flow().code("math", formula);
        }
    }

    private static String formula(Macro macro) {
        String formula = macro.verbatim().strip();
        return formula.startsWith(ENCODED)
                ? UrlText.decoded(formula.substring(ENCODED.length()))
                : formula;
    }
}
