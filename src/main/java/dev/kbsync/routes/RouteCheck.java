package dev.kbsync.routes;

import dev.kbsync.queue.QueueProperties;
import dev.kbsync.routes.check.Finding;
import dev.kbsync.routes.check.RouteChecks;
import dev.kbsync.site.Site;
import dev.kbsync.site.SiteProperties;
import dev.kbsync.site.Sites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/** Checks a folder of route files as a whole, without touching the routes that run. */
@Component
public class RouteCheck {

    private final ListableBeanFactory beans;
    private final ConfigurableEnvironment settings;
    private final Sites sites;
    private final SiteProperties properties;
    private final QueueProperties queue;
    private final RouteRehearsal rehearsal;

    RouteCheck(
            ListableBeanFactory beans,
            ConfigurableEnvironment settings,
            Sites sites,
            SiteProperties properties,
            QueueProperties queue,
            RouteRehearsal rehearsal) {
        this.beans = beans;
        this.settings = settings;
        this.sites = sites;
        this.properties = properties;
        this.queue = queue;
        this.rehearsal = rehearsal;
    }

    /**
     * What is to be mended, by file and line. Files that can be read without a finding are then
     * rehearsed.
     *
     * @throws UncheckedIOException if the folder cannot be read
     */
    public List<Finding> check(Path folder) {
        RouteFolder.Contents contents =
                new RouteFolder(new RouteProperties(folder, Duration.ZERO)).read();
        List<Finding> findings = new ArrayList<>(notLoaded(folder));
        contents.unreadable()
                .forEach(
                        (name, why) ->
                                findings.add(new Finding(name, 0, Finding.Level.ERROR, why)));
        findings.addAll(new RouteChecks(folder, beans, settings, sinks()).check(contents.texts()));
        rehearsal
                .tryOutAll(contents.texts())
                .forEach(
                        (name, why) -> {
                            if (findings.stream()
                                    .noneMatch(f -> f.file().equals(name) && f.isError())) {
                                findings.add(new Finding(name, 0, Finding.Level.ERROR, why));
                            }
                        });
        findings.sort(Comparator.comparing(Finding::file).thenComparingInt(Finding::line));
        return findings;
    }

    private Set<String> sinks() {
        Set<String> sinks = new TreeSet<>();
        sites.all().stream().map(Site::sinks).forEach(sinks::addAll);
        sinks.addAll(properties.deliver().to());
        sinks.addAll(queue.deliverTo());
        return sinks;
    }

    private static List<Finding> notLoaded(Path folder) {
        List<Finding> findings = new ArrayList<>();
        for (String place : new String[] {"", "kamelets"}) {
            Path within = folder.resolve(place);
            String ending = place.isEmpty() ? RouteFolder.ENDING : Kamelets.ENDING;
            if (!Files.isDirectory(within)) {
                continue;
            }
            try (Stream<Path> files = Files.list(within)) {
                files.filter(Files::isRegularFile)
                        .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                        .filter(name -> name.matches("(?i).*\\.ya?ml") && !name.endsWith(ending))
                        .map(
                                name ->
                                        new Finding(
                                                name,
                                                0,
                                                Finding.Level.WARNING,
                                                "it is not loaded: its name does not end in "
                                                        + ending))
                        .forEach(findings::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return findings;
    }
}
