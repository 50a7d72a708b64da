package dev.kbsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.ConsoleClient;
import dev.kbsync.ConsoleClient.Answer;
import dev.kbsync.Instance;
import dev.kbsync.KnowledgeBase;
import dev.kbsync.history.Audit;
import dev.kbsync.history.RunReport;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page of routes: what is loaded and what is wrong with it, stopping and starting. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesIT {

    private static final String BROKEN =
            """
            - route:
                id: mine
                from:
                  uri: timer:mine
                  parameters: { period: "1000000" }
                  steps:
                    - to: { uri: "nothing-of-that-kind:x" }
            """;

    private final int port = ConsoleClient.freePort();
    private final KnowledgeBase sink = new KnowledgeBase();
    private Simulator atlassian;
    private SiteControl site;
    private Instance kbsync;
    private ConsoleClient console;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        atlassian = Simulator.start(SimulatorOptions.bare());
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        IntStream.range(0, 3).forEach(n -> site.addPage("ENG", "Page " + n, "<p>x</p>"));
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes/5-mine.camel.yaml"), BROKEN);
        kbsync =
                Instance.in(folder)
                        .atlassian(atlassian)
                        .site(atlassian.sites().get(0))
                        .set("kbsync.deliver.to", "http,none")
                        .set("kbsync.deliver.http.url", sink.url())
                        .console(port)
                        .start();
        console = new ConsoleClient(port).login();
        kbsync.full();
    }

    @AfterAll
    void stop() {
        kbsync.close();
        atlassian.close();
        sink.close();
    }

    private Answer post(String path, String id) {
        String csrf = console.get("/").page().select("input[name=_csrf]").val();
        return console.post(path, List.of("_csrf=" + csrf, "id=" + id));
    }

    private String entry(String file) {
        return console.get("/routes").page().select("li:has(h3:containsOwn(" + file + "))").text();
    }

    @Test
    void filesAndTheirRoutesAreShownWithWhatIsWrong() {
        assertThat(entry("2-run.camel.yaml"))
                .contains("read ", "run started", "list started", "fetch started");
        assertThat(entry("5-mine.camel.yaml"))
                .contains("not in use", "line 7, step", "nothing-of-that-kind")
                .doesNotContain("seconds ago", "just now");
        assertThat(console.get("/routes").text()).contains("Kamelets: 13", "kamelets/http-sink");
    }

    @Test
    void sinksShowWhatTheyHoldAndWhatWaits() {
        assertThat(sink("http")).isEqualTo("http working demo: 3 documents");
        assertThat(sink("none"))
                .contains("none no route", "demo: 0 documents, 3 waiting")
                .contains("Sink \"none\" has no route; add routes/4-deliver-to-none.camel.yaml");
    }

    private String sink(String name) {
        return console.get("/routes").page().select("li:has(h3:matchesOwn(^" + name + "$))").text();
    }

    @Test
    void aRouteIsStoppedAndStartedAndThatIsNoted() {
        Answer stopped = post("/routes/stop", "deliver-to-http");
        assertThat(stopped.text()).contains("The route \"deliver-to-http\" is stopped, until you");
        assertThat(entry("4-deliver-to-http")).contains("deliver-to-http stopped", "Start");
        String id = site.addPage("ENG", "Later", "<p>x</p>");
        RunReport meanwhile = kbsync.changes();
        assertThat(meanwhile.total().failed()).isPositive();
        assertThat(sink.takePut()).doesNotContain(id);

        assertThat(post("/routes/start", "deliver-to-http").text())
                .contains("The route \"deliver-to-http\" runs.");
        kbsync.full();
        assertThat(sink.takePut()).contains(id);
        assertThat(kbsync.bean(Audit.class).deeds("", 0, 2))
                .extracting(
                        entry -> entry.actor() + " " + entry.kind().words() + " " + entry.detail())
                .containsExactly(
                        "admin route started deliver-to-http",
                        "admin route stopped deliver-to-http");
    }

    @Test
    void whatIsNoRouteIsNeitherStoppedNorNoted() {
        int before = kbsync.bean(Audit.class).countDeeds("");

        assertThat(post("/routes/stop", "nothing").text())
                .contains("There is no route \"nothing\".");
        assertThat(post("/routes/start", "schedule-nothing").text())
                .contains("There is no route \"schedule-nothing\".");
        assertThat(console.post("/routes/stop", List.of("id=run")).status()).isEqualTo(403);

        assertThat(kbsync.bean(Audit.class).countDeeds("")).isEqualTo(before);
        assertThat(entry("2-run.camel.yaml")).contains("run started");
    }
}
