package dev.kbsync.convert.macro;

import dev.kbsync.convert.Conversion;
import dev.kbsync.convert.ElementHandler;
import dev.kbsync.convert.Macro;
import dev.kbsync.page.Census.Treatment;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * An issue, as a link, or a search for issues, as its query.
 *
 * <pre>{@code
 * <ac:structured-macro ac:name="jira">
 *   <ac:parameter ac:name="key">KEY-1</ac:parameter>   or <ac:parameter ac:name="jqlQuery">...
 *   <ac:parameter ac:name="server">System Jira</ac:parameter>
 * </ac:structured-macro>
 * }</pre>
 */
public final class JiraMacro implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("{jira}", "{jiraissues}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        String key = macro.parameter("key");
        String named = macro.parameter("jqlQuery");
        String query = named.isEmpty() ? macro.parameter("jql") : named;
        if (!key.isEmpty()) {
            Marker.link(key, isOwn(macro) ? page.addresses().jiraIssue(key) : null, page);
        } else if (!query.isEmpty()) {
            page.flow().word("Jira: ");
            page.flow().inlineCode(query);
        } else {
            Marker.name(macro.name(), page);
        }
        return Treatment.NAMED;
    }

    /** Whether the issues are on the site that the page is on. */
    private static boolean isOwn(Macro macro) {
        String server = macro.parameter("server");
        return server.isEmpty() || server.toLowerCase(Locale.ROOT).startsWith("system");
    }
}
