package dev.kbsync.routes;

import dev.kbsync.page.OneLine;
import dev.kbsync.site.PrivateFolder;
import dev.kbsync.site.SetupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The routes that run, file by file. A wrong file takes no other one down, and where it ran before,
 * its last good text stays in use: a new text replaces it only after a rehearsal.
 */
@Component
public class RouteFiles {

    private static final Logger log = LoggerFactory.getLogger(RouteFiles.class);
    private static final String FOLDER = "(folder)";

    private final ModelCamelContext camel;
    private final RouteFolder folder;
    private final RouteRehearsal rehearsal;
    private final Clock clock;
    private final Map<String, Loaded> running = new LinkedHashMap<>();
    private final SortedMap<String, String> problems = new TreeMap<>();

    /** What was loaded or removed by the refresh under way, with its place in the order. */
    private final List<Loaded> changes = new ArrayList<>();

    private int count;
    private RouteFolder.Contents seen = RouteFolder.Contents.NONE;

    RouteFiles(CamelContext camel, RouteFolder folder, RouteRehearsal rehearsal, Clock clock) {
        this.clock = clock;
        this.camel = (ModelCamelContext) camel;
        this.folder = folder;
        this.rehearsal = rehearsal;
    }

    private record Loaded(RouteFile file, int number, Instant at) {}

    /**
     * A file in use.
     *
     * @param loadedAt when its present text was loaded
     */
    record InUse(String name, Instant loadedAt, Set<String> routeIds) {}

    /** The files in use, in the order in which they were loaded. */
    synchronized List<InUse> inUse() {
        return running.values().stream()
                .map(one -> new InUse(one.file().name(), one.at(), one.file().routeIds()))
                .toList();
    }

    /** What is wrong with which file, one sentence each; empty if all is well. */
    public synchronized SortedMap<String, String> problems() {
        return new TreeMap<>(problems);
    }

    /**
     * Writes the shipped files where there are none.
     *
     * @throws SetupException if the folder can be neither read nor made
     */
    void prepare() {
        try {
            folder.fillIfMissing();
        } catch (IOException e) {
            throw new SetupException(unusable(new UncheckedIOException(e)), e);
        } catch (UncheckedIOException e) {
            throw new SetupException(unusable(e), e);
        }
    }

    /** Loads what is new or changed, takes down what is gone. Returns whether anything changed. */
    synchronized boolean refresh() {
        RouteFolder.Contents files;
        try {
            files = folder.read();
        } catch (UncheckedIOException e) {
            note(FOLDER, unusable(e));
            return false;
        }
        problems.remove(FOLDER);
        if (files.equals(seen)) {
            return false;
        }
        seen = files;
        update(files);
        return true;
    }

    private void update(RouteFolder.Contents files) {
        changes.clear();
        problems.keySet().removeIf(name -> !files.holds(name));
        List.copyOf(running.keySet()).stream()
                .filter(name -> !files.holds(name))
                .forEach(this::unload);
        Map<String, String> failed = load(files.texts());
        if (!failed.isEmpty() && !changes.isEmpty()) {
            // What was missing or taken at first may not be so any more.
            failed = load(files.texts());
        }
        failed.putAll(files.unreadable());
        failed.forEach((name, reason) -> note(name, sentence(name, reason)));
    }

    /**
     * Loads every file whose text is not the one in use, and every one built on another that
     * changed. Returns why some cannot be, by name.
     */
    private Map<String, String> load(SortedMap<String, String> texts) {
        Map<String, String> failed = new LinkedHashMap<>();
        texts.forEach(
                (name, text) -> {
                    Loaded before = running.get(name);
                    if (before == null || !before.file().text().equals(text)) {
                        load(name, text).ifPresent(reason -> failed.put(name, reason));
                    } else {
                        problems.remove(name);
                    }
                });
        List.copyOf(running.values()).stream()
                .filter(this::outdated)
                .map(Loaded::file)
                .forEach(
                        file ->
                                load(file.name(), file.text())
                                        .ifPresent(reason -> failed.put(file.name(), reason)));
        return failed;
    }

    /** Whether what a file builds on changed since it was loaded. */
    private boolean outdated(Loaded loaded) {
        return changes.stream()
                .anyMatch(
                        change ->
                                change.number() > loaded.number()
                                        && !change.file().name().equals(loaded.file().name())
                                        && loaded.file().buildsOn(change.file()));
    }

    private Optional<String> load(String name, String text) {
        Loaded before = running.get(name);
        try {
            RouteFile file = RouteFile.read(camel, name, text);
            requireFree(file);
            if (before != null || others(name).stream().anyMatch(other -> other.buildsOn(file))) {
                rehearsal.tryOut(name, text, others(name));
            }
            if (before == null) {
                file.add(camel);
            } else {
                replace(before.file(), file);
            }
            loaded(file);
            problems.remove(name);
            log.info("{} {}", OneLine.of(name), file.summary());
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(reason(name, text, e));
        }
    }

    /** As a rehearsal tells it if it can: it knows the line. */
    private String reason(String name, String text, Exception failure) {
        if (!(failure instanceof RouteFileException)) {
            try {
                rehearsal.tryOut(name, text, others(name));
            } catch (RouteFileException e) {
                return e.reason();
            }
        }
        return RouteFileException.of(failure).reason();
    }

    private List<RouteFile> others(String name) {
        return running.values().stream()
                .map(Loaded::file)
                .filter(file -> !file.name().equals(name))
                .toList();
    }

    private void requireFree(RouteFile file) {
        List<String> claims = file.claims(camel);
        Set<String> own = new HashSet<>();
        for (String claim : claims) {
            if (!own.add(claim)) {
                throw new RouteFileException("it defines %s twice".formatted(claim));
            }
        }
        for (RouteFile other : others(file.name())) {
            other.claims(camel).stream()
                    .filter(own::contains)
                    .findFirst()
                    .ifPresent(
                            claim -> {
                                throw new RouteFileException(
                                        "it defines %s, which %s defines already; delete one of the files, or rename what both define"
                                                .formatted(claim, other.name()));
                            });
        }
    }

    private void replace(RouteFile before, RouteFile file) throws Exception {
        before.remove(camel);
        try {
            file.add(camel);
        } catch (Exception e) {
            running.remove(file.name());
            RouteFile again = RouteFile.read(camel, before.name(), before.text());
            again.add(camel);
            loaded(again);
            throw e;
        }
        changes.add(new Loaded(before, ++count, clock.instant()));
    }

    private void loaded(RouteFile file) {
        Loaded loaded = new Loaded(file, ++count, clock.instant());
        running.put(file.name(), loaded);
        changes.add(loaded);
    }

    private void unload(String name) {
        RouteFile gone = running.remove(name).file();
        try {
            gone.remove(camel);
            changes.add(new Loaded(gone, ++count, clock.instant()));
            log.info("{} is gone, and its routes with it", OneLine.of(name));
        } catch (Exception e) {
            log.warn("The routes of {} cannot be removed: {}", name, e.getMessage());
        }
    }

    private String sentence(String name, String reason) {
        return "%s: %s; %s. It is read again as soon as it changes."
                .formatted(
                        name,
                        reason,
                        running.containsKey(name)
                                ? "its last good version keeps running"
                                : "its routes do not run");
    }

    private String unusable(UncheckedIOException failure) {
        return "The route folder %s cannot be read or made (%s); check its rights, or set kbsync.routes.folder."
                .formatted(
                        folder.path(),
                        PrivateFolder.reason(Objects.requireNonNull(failure.getCause())));
    }

    private void note(String name, String problem) {
        if (!problem.equals(problems.put(name, problem))) {
            log.error(OneLine.of(problem));
        }
    }
}
