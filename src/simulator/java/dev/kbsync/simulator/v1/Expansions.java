package dev.kbsync.simulator.v1;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a request wants to see in full: {@code body.storage,version} as a tree. */
final class Expansions {
    static final Expansions NONE = new Expansions();

    private final Map<String, Expansions> parts = new LinkedHashMap<>();

    /** Reads the values of an {@code expand} parameter. */
    static Expansions of(Collection<String> paths) {
        Expansions tree = new Expansions();
        paths.forEach(path -> tree.add(List.of(path.split("\\.", -1))));
        return tree;
    }

    private void add(List<String> path) {
        if (!path.isEmpty()) {
            parts.computeIfAbsent(path.get(0), unused -> new Expansions())
                    .add(path.subList(1, path.size()));
        }
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Whether a path, or anything below it, is to be shown. */
    boolean has(String path) {
        Expansions at = this;
        for (String part : path.split("\\.", -1)) {
            Expansions next = at.parts.get(part);
            if (next == null) {
                return false;
            }
            at = next;
        }
        return true;
    }

    /** What is wanted below a part; nothing if the part itself is not wanted. */
    Expansions under(String part) {
        return parts.getOrDefault(part, NONE);
    }

    /** The same, but for a path and all below it. */
    Expansions without(String path) {
        int dot = path.indexOf('.');
        String first = dot < 0 ? path : path.substring(0, dot);
        Expansions less = new Expansions();
        parts.forEach(
                (part, below) -> {
                    if (!part.equals(first)) {
                        less.parts.put(part, below);
                    } else if (dot >= 0) {
                        less.parts.put(part, below.without(path.substring(dot + 1)));
                    }
                });
        return less;
    }

    Stream<String> names() {
        return parts.keySet().stream();
    }
}
