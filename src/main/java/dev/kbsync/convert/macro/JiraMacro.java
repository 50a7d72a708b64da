package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.convert.text.UrlText;
import dev.kbsync.page.Census.Treatment;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/**
 * An issue, as a link, or a search for issues, as its query, which is a link as well where the
 * issues are on the page's own site.
 *
 * <pre>{@code
 * <ac:structured-macro ac:name="jira">
 *   <ac:parameter ac:name="key">KEY-1</ac:parameter>   or <ac:parameter ac:name="jqlQuery">...
 *   <ac:parameter ac:name="server">System Jira</ac:parameter>
 * </ac:structured-macro>
 * <ac:structured-macro ac:name="jirachart"><ac:parameter ac:name="jql">project%20%3D%20KEY</ac:parameter>...
 * }</pre>
 */
public final class JiraMacro implements ElementHandler {

    private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9_]+-\\d+");

    @Override
    public Set<String> names() {
        return Set.of("{jira}", "{jiraissues}", "{jirachart}", "{jira-chart}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        String key = key(macro);
        Optional<String> query = query(macro);
        if (!key.isEmpty()) {
            Marker.link(key, isOwn(macro) ? page.addresses().jiraIssue(key) : null, page);
        } else if (query.isPresent()) {
            page.flow().word("Jira: ");
            Runnable code = () -> page.flow().inlineCode(query.get());
            if (isOwn(macro)) {
                page.flow().linked(page.addresses().jiraQuery(query.get()), code);
            } else {
                code.run();
            }
        } else {
            Marker.name(macro.name(), page);
            References.write(References.of(macro), page);
        }
        return Treatment.NAMED;
    }

    private static String key(Macro macro) {
        String named = macro.parameter("key");
        String unnamed = macro.defaultParameter();
        return named.isEmpty() && KEY.matcher(unnamed).matches() ? unnamed : named;
    }

    /** What a macro searches for in Jira; charts keep it as a part of an address. */
    static Optional<String> query(Macro macro) {
        return Stream.of("jqlQuery", "jql")
                .map(macro::parameter)
                .filter(query -> !query.isEmpty())
                .findFirst()
                .map(query -> query.contains(" ") ? query : UrlText.decoded(query));
    }

    /** Whether the issues are on the site that the page is on. */
    private static boolean isOwn(Macro macro) {
        String server = macro.parameter("server");
        return server.isEmpty() || server.toLowerCase(Locale.ROOT).startsWith("system");
    }
}
