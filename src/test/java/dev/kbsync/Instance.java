package dev.kbsync;

import dev.kbsync.history.RunReport;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.site.Site;
import dev.kbsync.site.RunKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * kbsync as a test uses it: the whole application with the shipped routes, against a simulated
 * Atlassian, in a folder of its own. Nothing starts by itself, and retries wait a millisecond.
 */
public final class Instance implements AutoCloseable {

    private final Path folder;
    private final ConfigurableApplicationContext context;

    private Instance(Path folder, ConfigurableApplicationContext context) {
        this.folder = folder;
        this.context = context;
    }

    /** How an instance is to be. */
    public static final class Builder {

        private final Path folder;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final Map<String, Object> beans = new LinkedHashMap<>();
        private Clock clock = Clock.systemUTC();
        private WebApplicationType web = WebApplicationType.NONE;

        private Builder(Path folder) {
            this.folder = folder;
            set("kbsync.data.folder", folder.resolve("data"));
            set("kbsync.deliver.file.folder", folder.resolve("kb"));
            set("kbsync.failures.folder", folder.resolve("dead-letters"));
            set("kbsync.routes.folder", folder.resolve("routes"));
            set("kbsync.routes.reload", "0s");
            set("kbsync.schedule.enabled", "false");
            set("kbsync.care.every", "0s");
            set("kbsync.run.first-at-once", "false");
            set("kbsync.confluence.retry-delay", "1");
            set("kbsync.failures.retry-delay", "1");
            set("kbsync.console.password", "password");
            set("kbsync.site.url", "");
            set("kbsync.listing.by", "search");
            set("server.port", "0");
            set("spring.main.log-startup-info", "false");
        }

        public Builder set(String key, Object value) {
            settings.put(key, value.toString());
            return this;
        }

        /** A site of the simulator by API token, all of its spaces. */
        public Builder site(Site site) {
            String key = "kbsync.sites." + site.name();
            return set(key + ".url", site.url())
                    .set(key + ".email", "bot@example.com")
                    .set(key + ".api-token", "simulator-token")
                    .set(key + ".spaces", "*");
        }

        /** The simulator in the place of Atlassian, with its OAuth app. */
        public Builder atlassian(Simulator simulator) {
            return set("kbsync.atlassian.auth-url", simulator.url())
                    .set("kbsync.atlassian.api-url", simulator.url())
                    .set("kbsync.oauth.client-id", "simulator-client")
                    .set("kbsync.oauth.client-secret", "simulator-secret");
        }

        /** Puts a bean of the test's own beside those of the application. */
        public Builder bean(String name, Object bean) {
            beans.put(name, bean);
            return this;
        }

        public Builder clock(Clock shared) {
            this.clock = shared;
            return this;
        }

        /**
         * With the console, on a port that has to be known before: it is part of the redirect URI.
         */
        public Builder console(int port) {
            web = WebApplicationType.SERVLET;
            return set("server.port", port)
                    .set(
                            "kbsync.oauth.redirect-uri",
                            "http://localhost:" + port + "/auth/callback");
        }

        /**
         * @throws RuntimeException as the application does where it cannot start
         */
        public Instance start() {
            copyRoutes(folder.resolve("routes"));
            ConfigurableApplicationContext context =
                    new SpringApplicationBuilder(KbsyncApplication.class)
                            .web(web)
                            .initializers(
                                    starting -> {
                                        starting.getBeanFactory().registerSingleton("clock", clock);
                                        beans.forEach(starting.getBeanFactory()::registerSingleton);
                                    })
                            .run(
                                    settings.entrySet().stream()
                                            .map(
                                                    entry ->
                                                            "--"
                                                                    + entry.getKey()
                                                                    + "="
                                                                    + entry.getValue())
                                            .toArray(String[]::new));
            return new Instance(folder, context);
        }

        /** The shipped routes; files a test wrote before stay as they are. */
        private static void copyRoutes(Path target) {
            Path shipped = Path.of("routes");
            try (Stream<Path> files = Files.walk(shipped)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = target.resolve(shipped.relativize(file));
                    Files.createDirectories(copy.getParent());
                    if (!Files.exists(copy)) {
                        Files.copy(file, copy);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * @param folder where everything of it lies
     */
    public static Builder in(Path folder) {
        return new Builder(folder);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public RunReport run(String site, RunKind kind) {
        return bean(RunStarter.class).run(new RunRequest(site, kind, false));
    }

    public RunReport changes() {
        return run("demo", RunKind.CHANGES);
    }

    public RunReport full() {
        return run("demo", RunKind.FULL);
    }

    public int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    public Path folder() {
        return folder;
    }

    /** The delivered files, as paths below the knowledge base's folder, sorted. */
    public List<String> files() {
        Path kb = folder.resolve("kb");
        List<String> files = new ArrayList<>();
        try {
            Files.walkFileTree(
                    kb,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                            if (facts.isRegularFile()) {
                                files.add(kb.relativize(file).toString());
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException failure)
                                throws IOException {
                            if (failure instanceof NoSuchFileException) {
                                // A run in progress gave it its name, or nothing was delivered yet.
                                return FileVisitResult.CONTINUE;
                            }
                            throw failure;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().toList();
    }

    /** The file of the page with this content id. */
    public String file(String contentId) {
        List<String> found =
                files().stream()
                        .filter(file -> file.contains("-" + contentId + "."))
                        // A run in progress writes it.
                        .filter(file -> !file.endsWith(".part"))
                        .toList();
        if (found.size() != 1) {
            throw new AssertionError("Files of page " + contentId + ": " + found);
        }
        try {
            return Files.readString(folder.resolve("kb").resolve(found.get(0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
