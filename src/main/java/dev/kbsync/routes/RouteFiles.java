package dev.kbsync.routes;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The routes that run, file by file: a broken file takes none of the others down, and where it ran
 * before, its last good text runs on.
 */
@Component
public class RouteFiles {

    private static final Logger log = LoggerFactory.getLogger(RouteFiles.class);
    private static final String FAILURES = "9-failures";

    private final ModelCamelContext camel;
    private final RouteFolder folder;
    private final Map<String, Loaded> loaded = new LinkedHashMap<>();
    private final SortedMap<String, String> problems = new TreeMap<>();
    private Map<String, String> seen = Map.of();

    RouteFiles(CamelContext camel, RouteFolder folder) {
        this.camel = (ModelCamelContext) camel;
        this.folder = folder;
    }

    private record Loaded(String text, Set<String> routeIds) {}

    /** What is wrong with which file, one sentence each; empty if all is well. */
    public synchronized SortedMap<String, String> problems() {
        return new TreeMap<>(problems);
    }

    /** Loads what is new or changed, takes down what is gone. Returns whether anything changed. */
    synchronized boolean refresh() {
        SortedMap<String, String> files;
        try {
            if (seen.isEmpty()) {
                folder.fillIfMissing();
            }
            files = folder.read();
        } catch (IOException | RuntimeException e) {
            note(
                    "(folder)",
                    "The route folder " + folder.path() + " cannot be read: " + e.getMessage());
            return false;
        }
        problems.remove("(folder)");
        if (files.equals(seen)) {
            return false;
        }
        Set<String> changed = new HashSet<>(files.keySet());
        changed.removeIf(name -> Objects.equals(files.get(name), seen.get(name)));
        // A route sees a changed route configuration only once its own file is loaded again.
        boolean all = changed.stream().anyMatch(name -> name.startsWith(FAILURES));
        List.copyOf(loaded.keySet()).stream()
                .filter(name -> !files.containsKey(name))
                .forEach(this::unload);
        files.forEach(
                (name, text) -> {
                    if (all || changed.contains(name)) {
                        load(name, text);
                    }
                });
        problems.keySet().removeIf(name -> !files.containsKey(name));
        seen = Map.copyOf(files);
        return true;
    }

    private void load(String name, String text) {
        Loaded before = loaded.get(name);
        try {
            Set<String> ids = update(name, text);
            if (before != null) {
                before.routeIds().stream().filter(id -> !ids.contains(id)).forEach(this::remove);
            }
            loaded.put(name, new Loaded(text, ids));
            problems.remove(name);
            log.info(
                    "Routes of {} run: {}",
                    name,
                    ids.isEmpty() ? "(a template)" : String.join(", ", ids));
        } catch (Exception e) {
            String goesOn = before == null ? "its routes do not run" : "its last good text runs on";
            note(
                    name,
                    "%s: %s; %s. Mend the file, it is read again by itself."
                            .formatted(name, message(e), goesOn));
            if (before != null && !before.text().equals(text)) {
                restore(name, before);
            }
        }
    }

    private void restore(String name, Loaded before) {
        try {
            update(name, before.text());
        } catch (Exception e) {
            log.error("The last good text of {} does not load any more", name, e);
        }
    }

    private Set<String> update(String name, String text) throws Exception {
        Resource resource = ResourceHelper.fromString("file:" + folder.path().resolve(name), text);
        Set<String> templates = Set.of("schedule");
        if (text.contains("routeTemplate:")) {
            // Loading a template again adds a second one, and the older one would stay in use.
            for (String id : templates) {
                var template = camel.getRouteTemplateDefinition(id);
                if (template != null) {
                    camel.removeRouteTemplateDefinition(template);
                }
            }
        }
        return PluginHelper.getRoutesLoader(camel).updateRoutes(resource);
    }

    private void unload(String name) {
        Loaded gone = loaded.remove(name);
        if (gone != null) {
            gone.routeIds().forEach(this::remove);
            log.info("{} is gone, and its routes with it", name);
        }
    }

    private void remove(String routeId) {
        try {
            camel.getRouteController().stopRoute(routeId);
            camel.removeRoute(routeId);
        } catch (Exception e) {
            log.warn("Route {} cannot be removed: {}", routeId, e.getMessage());
        }
    }

    private void note(String name, String problem) {
        if (!problem.equals(problems.put(name, problem))) {
            log.error(problem);
        }
    }

    /** The innermost message: it names line and column. */
    private static String message(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String text =
                cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return text.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse(text);
    }
}
