package dev.kbsync.simulator.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.http.Json;
import java.util.Map;
import java.util.TreeMap;

/** Counts requests by route and status. */
public final class Stats {
    private final Map<String, Map<Integer, Long>> requests = new TreeMap<>();

    /**
     * Counts a request.
     *
     * @param route the route's name, its placeholders kept, such as {@code GET /wiki/api/v2/pages}
     */
    public synchronized void count(String route, int status) {
        requests.computeIfAbsent(route, unused -> new TreeMap<>()).merge(status, 1L, Long::sum);
    }

    /** How many requests a route had with any status. */
    public synchronized long requests(String route) {
        return requests.getOrDefault(route, Map.of()).values().stream().mapToLong(n -> n).sum();
    }

    /** How many requests a route had with one status. */
    public synchronized long requests(String route, int status) {
        return requests.getOrDefault(route, Map.of()).getOrDefault(status, 0L);
    }

    public synchronized void reset() {
        requests.clear();
    }

    /** {@code {"GET /wiki/...": {"200": 3}}}. */
    public synchronized ObjectNode json() {
        ObjectNode all = Json.object();
        requests.forEach(
                (route, statuses) -> {
                    ObjectNode counts = all.putObject(route);
                    statuses.forEach((status, count) -> counts.put(status.toString(), count));
                });
        return all;
    }
}
