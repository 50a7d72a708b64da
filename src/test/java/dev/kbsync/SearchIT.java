package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.control.SiteControl;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** What was delivered answers questions; what changes in Confluence changes the answers. */
class SearchIT {

    private static final String OWN = Accounts.OWN.accountId();

    private final SettableClock clock = new SettableClock();
    private final int port = ConsoleClient.freePort();
    @TempDir private Path folder;
    private Simulator atlassian;
    private SiteControl site;
    private Instance kbsync;

    @BeforeEach
    void start() {
        atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        kbsync = instance().start();
    }

    private Instance.Builder instance() {
        return Instance.in(folder)
                .clock(clock)
                .atlassian(atlassian)
                .site(atlassian.sites().get(0))
                .set("kbsync.sites.demo.restricted", "include")
                .set("kbsync.deliver.to", "file,search")
                .console(port);
    }

    @AfterEach
    void stop() {
        kbsync.close();
        atlassian.close();
    }

    private HttpResponse<String> get(String query) {
        return new ConsoleClient(port).basic("/api/search?" + query);
    }

    /** The answer as {@code title: text}. */
    private List<String> ask(String question, String more) {
        try {
            JsonNode answer =
                    new ObjectMapper()
                            .readTree(
                                    get("q="
                                                    + URLEncoder.encode(
                                                            question, StandardCharsets.UTF_8)
                                                    + more)
                                            .body());
            return StreamSupport.stream(answer.path("passages").spliterator(), false)
                    .map(hit -> hit.path("title").asText() + ": " + hit.path("text").asText())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> ask(String question) {
        return ask(question, "");
    }

    /** A newer version has a lower number then, and a restriction makes no version at all. */
    @Test
    void theAnswerFollowsAPageWhoseVersionsWereRenumbered() {
        String pumps = site.addPage("ENG", "Pumps", "<p>The fuse is K2-17.</p>");
        for (int version = 2; version <= 4; version++) {
            clock.advance(Duration.ofMinutes(1));
            site.edit(pumps, "<p>The fuse is K2-17, at last.</p>");
        }
        kbsync.changes();
        assertThat(ask("K2-17")).hasSize(1);

        site.deleteVersion(pumps, 2);
        site.deleteVersion(pumps, 1);
        clock.advance(Duration.ofMinutes(1));
        site.edit(pumps, "<p>The fuse is M9-44.</p>");
        kbsync.changes();
        assertThat(ask("K2-17")).noneMatch(hit -> hit.contains("K2-17"));
        assertThat(ask("M9-44")).hasSize(1);
        assertThat(kbsync.file(pumps)).contains("version: 3\n", "M9-44");

        site.deleteVersion(pumps, 1);
        site.restrict(pumps, List.of(OWN), List.of());
        kbsync.full();
        assertThat(ask("M9-44")).isEmpty();
        assertThat(ask("M9-44", "&reader=" + OWN)).hasSize(1);
        assertThat(kbsync.file(pumps)).contains("version: 2\n", "readers_1");
    }

    @Test
    void theAnswerFollowsThePage() {
        String pumps =
                site.addPage(
                        "ENG",
                        "Pumps",
                        "<h2>Fuses</h2><p>The fuse of the pump is K2-17.</p><h2>Oil</h2><p>Weekly.</p>");
        site.addPage("ENG", "Wells", "<p>No fuse here.</p>");
        kbsync.changes();
        assertThat(ask("Which fuse does the pump have?"))
                .first()
                .asString()
                .startsWith("Pumps: ")
                .contains("K2-17");

        site.edit(pumps, "<p>The fuse of the pump is now M9-44.</p>");
        kbsync.changes();
        assertThat(ask("fuse of the pump")).first().asString().contains("M9-44");
        assertThat(ask("K2-17")).noneMatch(hit -> hit.contains("K2-17"));
        assertThat(ask("weekly oil")).noneMatch(hit -> hit.contains("Weekly"));

        site.restrict(pumps, List.of(OWN), List.of());
        kbsync.full();
        assertThat(ask("M9-44")).isEmpty();
        assertThat(ask("M9-44", "&reader=" + OWN)).hasSize(1);

        site.unrestrict(pumps);
        kbsync.full();
        assertThat(ask("M9-44")).hasSize(1);

        site.trash(pumps);
        kbsync.full();
        assertThat(ask("M9-44")).isEmpty();
        assertThat(ask("fuse")).hasSize(1);
    }

    @Test
    void anIndexThatIsLostIsFilledByTheNextRun() {
        site.addPage("ENG", "Pumps", "<p>The fuse is K2-17.</p>");
        kbsync.changes();
        assertThat(kbsync.changes().total().delivered()).isZero();
        kbsync.close();
        FileSystemUtils.deleteRecursively(folder.resolve("data/search").toFile());
        kbsync = instance().start();
        assertThat(get("q=fuse").statusCode()).isEqualTo(503);
        assertThat(get("q=fuse").body()).contains("the next run fills");

        assertThat(kbsync.changes().total().delivered()).isEqualTo(1);

        assertThat(ask("fuse")).hasSize(1);
        assertThat(kbsync.changes().total().delivered()).isZero();
    }

    @Test
    void theApiWantsALoginAndRefusesWhatMakesNoSense() {
        site.addPage("ENG", "Pumps", "<p>The fuse is K2-17.</p>");
        kbsync.changes();

        assertThat(new ConsoleClient(port).basic("/api/search?q=fuse", "wrong").statusCode())
                .isEqualTo(401);
        for (String bad :
                List.of("", "q=", "q=%20", "q=x&limit=0", "q=x&limit=101", "q=x&limit=y")) {
            HttpResponse<String> answer = get(bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(
                            type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(answer.body()).contains("\"detail\":");
        }
        assertThat(ask("((fuse AND -\"", "&limit=1")).hasSize(1);
        assertThat(ask("fuse", "&site=demo&space=eng")).hasSize(1);
        assertThat(ask("fuse", "&site=other")).isEmpty();
        assertThat(ask("fuse", "&space=OPS")).isEmpty();
    }

    @Test
    void theConsoleShowsPassagesAndNothingOfThemIsMarkup() {
        site.addPage(
                "ENG",
                "<img src=x onerror=alert(1)>",
                "<p>The fuse &lt;script&gt;alert(2)&lt;/script&gt; is K2-17.</p>");
        ConsoleClient console = new ConsoleClient(port).login();
        assertThat(console.get("/search").text()).contains("Search").doesNotContain("Nothing");
        assertThat(console.get("/search?q=fuse").text()).contains("There is no search index");
        kbsync.changes();

        ConsoleClient.Answer page = console.get("/search?q=%22fuse%22+%3Cb%3E");

        assertThat(page.text())
                .contains("<img src=x onerror=alert(1)>", "<script>alert(2)", "demo");
        assertThat(page.page().select("img[src=x], main script, main b")).isEmpty();
        assertThat(page.page().select("mark").eachText()).contains("fuse");
        assertThat(page.page().select("article h2 a").attr("href")).contains("/wiki/");
        assertThat(page.page().select("#q").attr("value")).isEqualTo("\"fuse\" <b>");
        assertThat(console.get("/search?q=zebra").text()).contains("Nothing was found.");
    }
}
