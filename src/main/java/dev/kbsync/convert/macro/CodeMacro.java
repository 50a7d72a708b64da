package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.page.Census.Treatment;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Code, every character of it, headed by its title.
 *
 * <pre>{@code
 * <ac:structured-macro ac:name="code">   or noformat
 *   <ac:parameter ac:name="language">java</ac:parameter>   or the unnamed parameter
 *   <ac:parameter ac:name="title">Example.java</ac:parameter>
 *   <ac:plain-text-body><![CDATA[...]]></ac:plain-text-body>
 * </ac:structured-macro>
 * }</pre>
 */
public final class CodeMacro implements ElementHandler {

    private static final Pattern LANGUAGE = Pattern.compile("^[\\w#+.-]+");

    @Override
    public Set<String> names() {
        return Set.of("{code}", "{noformat}", "{paste-code-macro}", "{code-pro}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        String code = macro.plainBody();
        if (!macro.parameter("title").isEmpty()) {
            page.flow().title(macro.parameter("title"));
        }
        if (code == null) {
            macro.body(page);
        } else if (!code.isBlank()) {
            page.flow().code(language(macro), code);
        }
        return Treatment.RENDERED;
    }

    private static String language(Macro macro) {
        if (macro.name().equalsIgnoreCase("noformat")) {
            return "";
        }
        String named = macro.parameter("language");
        return language(named.isEmpty() ? macro.defaultParameter() : named);
    }

    /** A language as it is written after a fence; empty for none. */
    static String language(String language) {
        Matcher matcher = LANGUAGE.matcher(language.toLowerCase(Locale.ROOT));
        return matcher.find() && !matcher.group().equals("none") ? matcher.group() : "";
    }
}
