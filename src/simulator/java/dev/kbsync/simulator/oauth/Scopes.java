package dev.kbsync.simulator.oauth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Names of scopes and what the consent page says of them. */
public final class Scopes {
    public static final String OFFLINE = "offline_access";
    public static final String ME = "read:me";

    private static final Map<String, String> DESCRIPTIONS =
            Map.ofEntries(
                    Map.entry(OFFLINE, "Keep access while you are away"),
                    Map.entry(ME, "See your profile: name, e-mail address, time zone"),
                    Map.entry("read:confluence-content.all", "Read pages with their content"),
                    Map.entry("read:confluence-content.summary", "Read titles and dates of pages"),
                    Map.entry("read:confluence-space.summary", "Read names of spaces"),
                    Map.entry("read:confluence-user", "Read names of people"),
                    Map.entry("read:confluence-props", "Read properties of content"),
                    Map.entry("search:confluence", "Search Confluence"),
                    Map.entry("readonly:content.attachment:confluence", "Download attached files"),
                    Map.entry("read:page:confluence", "Read pages and blog posts"),
                    Map.entry("read:space:confluence", "Read spaces"),
                    Map.entry("read:attachment:confluence", "Read and download attached files"),
                    Map.entry("read:comment:confluence", "Read comments"),
                    Map.entry("read:folder:confluence", "Read folders"),
                    Map.entry("read:label:confluence", "Read labels"),
                    Map.entry("read:content.metadata:confluence", "Read what stands above a page"),
                    Map.entry(
                            "read:hierarchical-content:confluence",
                            "Read what stands below a page"),
                    Map.entry("read:content-details:confluence", "Read and search content"),
                    Map.entry("read:content.restriction:confluence", "Read who may see a page"));

    private Scopes() {}

    /** A sentence for people; for scopes without one of their own it follows from the name. */
    static String describe(String scope) {
        String known = DESCRIPTIONS.get(scope);
        if (known != null) {
            return known;
        }
        String[] parts = scope.split("[:.-]", -1);
        String verb = parts[0].substring(0, 1).toUpperCase(Locale.ROOT) + parts[0].substring(1);
        return verb + " " + String.join(" ", Arrays.copyOfRange(parts, 1, parts.length));
    }

    /** The scopes in a parameter of an address: divided by blanks. */
    public static Set<String> parse(String scopes) {
        Set<String> parsed = new TreeSet<>(Arrays.asList(scopes.strip().split("\\s+", -1)));
        parsed.remove("");
        return parsed;
    }
}
