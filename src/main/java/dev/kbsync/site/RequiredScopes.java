package dev.kbsync.site;

import java.util.Collection;
import java.util.List;

/** The scopes without which nothing can be listed. */
public final class RequiredScopes {

    private static final List<String> SEARCH =
            List.of("read:confluence-content.all", "search:confluence");

    private static final List<String> BY_SPACE =
            List.of(
                    "read:space:confluence",
                    "read:page:confluence",
                    "read:content.metadata:confluence");

    private RequiredScopes() {}

    /** Whether spaces can be listed one by one, without a search (API facts, section 3.3). */
    public static boolean allowBySpace(Collection<String> granted) {
        return granted.containsAll(BY_SPACE);
    }

    /** The required scopes that are not among the granted ones. */
    public static List<String> missing(Collection<String> granted) {
        return allowBySpace(granted)
                ? List.of()
                : SEARCH.stream().filter(scope -> !granted.contains(scope)).toList();
    }
}
