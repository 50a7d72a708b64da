package dev.kbsync.authorize;

import java.util.Collection;
import java.util.List;

/** The scopes without which nothing can be listed. */
public final class RequiredScopes {

    private static final List<String> SEARCH =
            List.of("read:confluence-content.all", "search:confluence");

    /** With these, spaces are listed one by one, without a search. */
    private static final List<String> INSTEAD =
            List.of(
                    "read:space:confluence",
                    "read:page:confluence",
                    "read:content.metadata:confluence");

    private RequiredScopes() {}

    /** The required scopes that are not among the granted ones. */
    public static List<String> missing(Collection<String> granted) {
        return granted.containsAll(INSTEAD)
                ? List.of()
                : SEARCH.stream().filter(scope -> !granted.contains(scope)).toList();
    }
}
