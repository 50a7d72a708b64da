package dev.kbsync.simulator.rest;

import dev.kbsync.simulator.http.Template;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A route of Confluence's REST APIs and the scopes it asks for.
 *
 * @param method HTTP method
 * @param template its path
 * @param scopes alternatives; each is a set of scopes that are needed together
 * @param gone whether it was removed: it answers 410, except where Basic credentials still reach it
 */
record Route(String method, Template template, List<Set<String>> scopes, boolean gone) {

    boolean allows(Set<String> granted) {
        return scopes.stream().anyMatch(granted::containsAll);
    }

    /** The route's name in statistics. */
    String name() {
        return method + " " + template.text();
    }

    /** A route found for a path, with what its placeholders stand for. */
    record Match(Route route, Map<String, String> path) {}
}
