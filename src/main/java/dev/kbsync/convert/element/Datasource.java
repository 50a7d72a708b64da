package dev.kbsync.convert.element;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * What a link lists that is shown as a list of issues: {@code <a href="https://...jql=..."
 * data-card-appearance="block" data-datasource='{"parameters":{"jql":"..."}}'>}.
 */
final class Datasource {

    private static final Pattern JQL =
            Pattern.compile("\"jql\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"");

    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private Datasource() {}

    /** The query in Jira's language; empty if the link has none, or a text of its own. */
    static String query(Element link) {
        if (!link.hasAttr("data-datasource")) {
            return "";
        }
        Matcher matcher = JQL.matcher(link.attr("data-datasource"));
        String text = link.text().strip();
        return (text.isEmpty() || text.startsWith("http")) && matcher.find()
                ? ESCAPED.matcher(matcher.group(1)).replaceAll(Datasource::resolved).strip()
                : "";
    }

    private static String resolved(MatchResult escaped) {
        boolean space = escaped.group().matches("\\\\[nrt]");
        return space ? " " : Matcher.quoteReplacement(escaped.group(1));
    }
}
