package dev.kbsync.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.kbsync.Eventually;
import dev.kbsync.Instance;
import dev.kbsync.routes.check.Finding;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The edits that the page on routes shows do what it says, in a running program. That of Kafka is
 * tried where there is a broker.
 */
class RouteEditsIT {

    @TempDir private Path folder;
    private Simulator atlassian;
    private SiteControl site;
    private String guide = "";
    private HttpServer server;
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private final Map<String, String> settings = new TreeMap<>();

    @SuppressWarnings("NullAway.Init") // Each test starts its own.
    private Instance kbsync;

    @BeforeEach
    void start() throws IOException {
        atlassian = Simulator.start(SimulatorOptions.bare());
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        guide = site.addPage("ENG", "Guide", "<p>A <strong>fine</strong> guide</p>");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/chat",
                exchange -> {
                    try (exchange) {
                        posted.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                        exchange.sendResponseHeaders(200, -1);
                    }
                });
        server.createContext(
                "/kb",
                exchange -> {
                    try (exchange) {
                        posted.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                        exchange.sendResponseHeaders(status, -1);
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        kbsync.close();
        server.stop(0);
        atlassian.close();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void run() {
        Instance.Builder builder =
                Instance.in(folder).atlassian(atlassian).site(atlassian.sites().get(0));
        settings.forEach(builder::set);
        kbsync = builder.start();
    }

    /** With the second folder; the page's own is relative to where the program was started. */
    private Path runWithTheArchive() throws IOException {
        String edit = "A second folder";
        Path archive = folder.resolve("archive");
        settings.putAll(RoutesPage.settings(edit));
        run();
        apply(
                "4-deliver-to-archive.camel.yaml",
                RoutesPage.text(edit, "4-deliver-to-archive.camel.yaml")
                        .replace("folder: archive", "folder: \"" + archive + "\""));
        return archive;
    }

    @Test
    void anotherSchedule() {
        settings.putAll(RoutesPage.settings("Another schedule"));
        settings.put("kbsync.schedule.enabled", "true");
        run();

        assertThat(kbsync.bean(CamelContext.class).getRoute("schedule-demo-changes").getEndpoint())
                .isInstanceOfSatisfying(
                        QuartzEndpoint.class,
                        endpoint ->
                                assertThat(endpoint.getCron()).isEqualTo("0 0/5 6-19 ? * MON-FRI"));
    }

    @Test
    void aSecondFolder() throws IOException {
        Path archive = runWithTheArchive();

        kbsync.full();

        assertThat(files(archive)).hasSize(1).isEqualTo(kbsync.files());
    }

    @Test
    void onlySomeLabelsToOneSink() throws IOException {
        String open = site.addPage("ENG", "Open", "<p>o</p>");
        site.label(open, "public");
        settings.putAll(RoutesPage.settings("Only some labels to one sink"));
        Path archive = runWithTheArchive();

        kbsync.full();
        assertThat(kbsync.files()).hasSize(2);
        assertThat(files(archive)).singleElement().asString().contains(open);

        site.label(open);
        kbsync.full();
        assertThat(files(archive)).isEmpty();
        assertThat(kbsync.files()).hasSize(2);
    }

    @Test
    void theSameDocumentsAsText() throws IOException {
        String edit = "The same documents as text";
        Path texts = folder.resolve("texts");
        settings.putAll(RoutesPage.settings(edit));
        run();
        apply(
                "4-deliver-to-texts.camel.yaml",
                RoutesPage.text(edit, "4-deliver-to-texts.camel.yaml")
                        .replace("folder: texts", "folder: \"" + texts + "\""));

        kbsync.full();

        assertThat(kbsync.file(guide)).contains("A **fine** guide");
        assertThat(files(texts)).containsExactly("demo/ENG/Guide-%s.txt".formatted(guide));
        assertThat(Files.readString(texts.resolve(files(texts).get(0))))
                .contains("A fine guide")
                .doesNotContain("**", "---");
    }

    @Test
    void aGitRepository() throws IOException, GitAPIException {
        Path remote = folder.resolve("remote");
        Git.init().setBare(true).setGitDir(remote.toFile()).call().close();
        settings.putAll(RoutesPage.settings("A Git repository"));
        settings.put("kbsync.sinks.git.remote", remote.toString());
        settings.put("kbsync.sinks.git.folder", folder.resolve("working-copy").toString());
        run();

        kbsync.full();

        try (Git git = Git.open(remote.toFile())) {
            List<RevCommit> commits = new ArrayList<>();
            git.log().add(git.getRepository().resolve("main")).call().forEach(commits::add);
            assertThat(commits)
                    .singleElement()
                    .satisfies(commit -> assertThat(commit.getFullMessage()).contains("Guide"));
        }
    }

    @Test
    void otherFileNames() {
        String below = site.addPage("ENG", "Below", "<p>b</p>", guide);
        settings.putAll(RoutesPage.settings("Other file names"));
        run();

        kbsync.full();

        assertThat(kbsync.files())
                .containsExactly(
                        "demo/ENG/Guide-%s.md".formatted(guide),
                        "demo/ENG/Guide/Below-%s.md".formatted(below));
    }

    @Test
    void aSlowerSink() throws IOException {
        for (int i = 0; i < 3; i++) {
            site.addPage("ENG", "Page " + i, "<p>x</p>");
        }
        settings.putAll(RoutesPage.settings("A slower sink"));
        Path archive = runWithTheArchive();
        long began = System.nanoTime();

        kbsync.full();

        assertThat(files(archive)).hasSize(4);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("four deliveries, the first of them at once")
                .isGreaterThan(Duration.ofMillis(1400));
    }

    @Test
    void aStepThatAddsAField() throws IOException {
        settings.put("kbsync.deliver.to", "http");
        settings.put("kbsync.sinks.http.url", url("/kb"));
        run();
        kbsync.full();
        String file = "kamelets/http-sink.kamelet.yaml";
        String steps = RoutesPage.text("A step that adds a field", file);
        String first = steps.substring(0, steps.indexOf('\n') + 1);
        String kamelet = Files.readString(folder.resolve("routes").resolve(file));
        assertThat(kamelet).containsOnlyOnce(first);
        apply(file, kamelet.replace(first, steps));

        site.edit(guide, "<p>changed</p>");
        kbsync.full();

        assertThat(posted).hasSize(2);
        assertThat(posted.get(0)).doesNotContain("\"team\"");
        assertThat(posted.get(1)).contains("\"team\":\"Documentation\"").contains("changed");
    }

    @Test
    void aMessageOncePerOutage() throws IOException {
        String edit = "A message once per outage";
        for (int i = 0; i < 20; i++) {
            site.addPage("ENG", "Page " + i, "<p>x</p>");
        }
        settings.putAll(RoutesPage.settings(edit));
        settings.put("kbsync.sinks.chat.url", url("/chat"));
        settings.put("kbsync.sinks.http.url", url("/kb"));
        settings.put("kbsync.deliver.to", "file,http");
        settings.put("kbsync.failures.retries", "0");
        run();
        apply("5-chat.camel.yaml", RoutesPage.text(edit, "5-chat.camel.yaml"));
        String failures = "9-failures.camel.yaml";
        apply(
                failures,
                Files.readString(folder.resolve("routes").resolve(failures))
                        + RoutesPage.text(edit, failures));

        status = 503;
        kbsync.full();
        kbsync.full();
        Eventually.assertThat(() -> messages().size() == 1);
        assertThat(messages().get(0))
                .isEqualTo(
                        "{\"text\":\"Sink \\\"http\\\" is down. Sink \\\"http\\\" answered 503; the page is tried"
                                + " again. Its pages wait.\"}");
        assertThat(kbsync.files()).hasSize(21);

        status = 200;
        assertThat(kbsync.full().total().delivered()).isEqualTo(21);
        Eventually.assertThat(() -> messages().size() == 2);
        assertThat(messages().get(1)).contains("is back");
        kbsync.full();
        assertThat(messages()).hasSize(2);
    }

    private List<String> messages() {
        return posted.stream().filter(body -> body.startsWith("{\"text\":\"Sink")).toList();
    }

    @Test
    void aMessageWhenARunIsNotComplete() throws IOException {
        String edit = "A message when a run is not complete";
        settings.put("kbsync.sites.demo.spaces", "ENG,NOSUCH");
        run();
        apply(
                "5-notify.camel.yaml",
                RoutesPage.text(edit, "5-notify.camel.yaml")
                        .replace("log:dev.kbsync.messages?level=WARN", "mock:messages"));
        Path run = folder.resolve("routes/2-run.camel.yaml");
        String text = Files.readString(run);
        String close = "method: close(${variable.run})\n";
        assertThat(text).contains(close);
        apply(
                run.getFileName().toString(),
                text.replace(
                        close, close + RoutesPage.after(edit, "with this step after `close`")));
        MockEndpoint messages =
                kbsync.bean(CamelContext.class).getEndpoint("mock:messages", MockEndpoint.class);

        kbsync.full();

        Eventually.assertThat(() -> messages.getReceivedCounter() == 1);
        assertThat(messages.getExchanges().get(0).getMessage().getBody(String.class))
                .startsWith("demo: ")
                .contains("NOSUCH");
    }

    private static List<String> files(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> below.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Reads the routes again, as they are read when they change, and has them checked, too. */
    private void apply(String file, String text) throws IOException {
        Files.writeString(folder.resolve("routes").resolve(file), text);
        RouteFiles files = kbsync.bean(RouteFiles.class);
        files.refresh();
        assertThat(files.problems()).isEmpty();
        assertThat(kbsync.bean(RouteCheck.class).check(folder.resolve("routes")))
                .filteredOn(Finding::isError)
                .isEqualTo(List.of());
    }
}
