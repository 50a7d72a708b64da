package dev.kbsync.simulator.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kbsync.simulator.http.Template;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every route of Confluence's REST APIs with its scopes, read from {@code routes.txt}: a line is
 * {@code METHOD template alternative | alternative}, an alternative lists scopes that are needed
 * together; {@code GONE} in front marks a removed route.
 */
final class RouteTable {
    private final Map<Integer, List<Route>> byLength;

    private RouteTable(List<Route> routes) {
        byLength =
                routes.stream()
                        // A route that names a segment goes before one with a placeholder there.
                        .sorted(Comparator.comparingLong(route -> route.template().placeholders()))
                        .collect(Collectors.groupingBy(r -> r.template().segments().size()));
    }

    static RouteTable load() {
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        RouteTable.class.getResourceAsStream(
                                                "/simulator/routes.txt")),
                                UTF_8))) {
            return new RouteTable(
                    in.lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(RouteTable::route)
                            .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Route route(String line) {
        boolean gone = line.startsWith("GONE ");
        String[] words = (gone ? line.substring(5) : line).split(" ", 3);
        List<Set<String>> scopes =
                Arrays.stream(words[2].split("\\|", -1))
                        .map(alternative -> Set.of(alternative.strip().split(" ", -1)))
                        .toList();
        return new Route(words[0], Template.of(words[1]), scopes, gone);
    }

    /** The route for a request; nothing if there is none with this method. */
    Optional<Route.Match> find(String method, List<String> path) {
        return matches(path).filter(match -> match.route().method().equals(method)).findFirst();
    }

    /** Whether the path exists with any method. */
    boolean knows(List<String> path) {
        return matches(path).findAny().isPresent();
    }

    private Stream<Route.Match> matches(List<String> path) {
        return byLength.getOrDefault(path.size(), List.of()).stream()
                .flatMap(
                        route ->
                                route.template().match(path).stream()
                                        .map(values -> new Route.Match(route, values)));
    }

    /** Every scope any route asks for. */
    Set<String> scopes() {
        Set<String> all = new TreeSet<>();
        byLength.values().forEach(routes -> routes.forEach(r -> r.scopes().forEach(all::addAll)));
        return all;
    }
}
