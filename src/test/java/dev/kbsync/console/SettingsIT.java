package dev.kbsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.ConsoleClient;
import dev.kbsync.ConsoleClient.Answer;
import dev.kbsync.Instance;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.site.Sites;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page of settings, with secrets set in every way there is, and the audit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingsIT {

    private final int port = ConsoleClient.freePort();
    private Simulator atlassian;
    private Instance kbsync;
    private ConsoleClient console;

    @BeforeAll
    void start(@TempDir Path folder) {
        atlassian = Simulator.start(SimulatorOptions.bare());
        System.setProperty("kbsync.sinks.dify.token", "hushed-token");
        kbsync =
                Instance.in(folder)
                        .atlassian(atlassian)
                        .site(atlassian.sites().get(0))
                        .set("kbsync.deliver.http.url", "https://bot:hushed-user@kb.example.com/x")
                        .set("kbsync.deliver.http.password", "hushed-password")
                        .set("kbsync.care.webhook", "https://hooks.example.com/hushed-path")
                        .set("kbsync.sinks.mine.note", "ask with hushed-password")
                        .set("kbsync.chunk.tokens", "321")
                        .console(port)
                        .start();
        console = new ConsoleClient(port).login();
    }

    @AfterAll
    void stop() {
        System.clearProperty("kbsync.sinks.dify.token");
        kbsync.close();
        atlassian.close();
    }

    private static String of(Answer page, String setting) {
        return page.page().select("dl.settings > div").stream()
                .filter(row -> row.select("dt").text().equals(setting))
                .map(Element::text)
                .findFirst()
                .orElse("");
    }

    @Test
    void everySettingIsShownWithWhereItCameFrom() {
        String added = kbsync.bean(Sites.class).add("https://other.atlassian.net").name();
        Answer page = console.get("/settings");

        assertThat(of(page, "kbsync.chunk.tokens"))
                .isEqualTo("kbsync.chunk.tokens 321 command line");
        assertThat(of(page, "kbsync.schedule.full"))
                .isEqualTo("kbsync.schedule.full 30 12 4 * * ? default");
        assertThat(of(page, "kbsync.sites.other.url"))
                .isEqualTo("kbsync.sites.other.url https://other.atlassian.net console");
        assertThat(of(page, "kbsync.sinks.http.wait"))
                .isEqualTo("kbsync.sinks.http.wait 30000 default");
        assertThat(of(page, "kbsync.sinks.http.url"))
                .isEqualTo("kbsync.sinks.http.url https://****@kb.example.com/x command line");
        kbsync.bean(Sites.class).remove(added);
    }

    @Test
    void noSecretIsOnThePageOrInTheApi() throws IOException {
        Answer page = console.get("/settings");

        assertThat(of(page, "kbsync.sinks.dify.token"))
                .isEqualTo("kbsync.sinks.dify.token **** system property");
        assertThat(of(page, "kbsync.sites.demo.api-token"))
                .isEqualTo("kbsync.sites.demo.api-token **** command line");
        assertThat(of(page, "kbsync.sinks.mine.note"))
                .isEqualTo("kbsync.sinks.mine.note ask with **** command line");
        String api = console.basic("/api/settings").body();
        JsonNode settings = new ObjectMapper().readTree(api);
        assertThat(settings)
                .extracting(JsonNode::toString)
                .contains(
                        """
                        {"name":"kbsync.sinks.dify.token","value":"****","origin":"system property","default":false}\
                        """,
                        """
                        {"name":"kbsync.schedule.full","value":"30 12 4 * * ?","origin":"default","default":true}\
                        """);
        assertThat(List.of(page.raw().body(), api))
                .allSatisfy(
                        shown ->
                                assertThat(shown)
                                        .doesNotContain("hushed", "simulator-token")
                                        .doesNotContain("simulator-secret", ">password<")
                                        .doesNotContain("\"password\""));
    }

    @Test
    void theAuditHasPages() throws IOException {
        Audit audit = kbsync.bean(Audit.class);
        for (int number = 0; number < 55; number++) {
            audit.record(Kind.DISMISSED, "demo", "<b>" + number + "</b>");
        }

        assertThat(console.get("/settings").page().select(".detail:containsOwn(<b>)")).hasSize(10);
        Answer first = console.get("/settings/audit?site=demo");
        assertThat(first.page().select(".entries li")).hasSize(50);
        assertThat(first.text()).contains("<b>54</b>", "dismissed", "page 1 of 2");
        assertThat(console.get("/settings/audit?page=2").page().select(".entries li"))
                .hasSizeBetween(5, 15);
        assertThat(console.get("/settings/audit?page=3").text()).contains("page 2 of 2");
        assertThat(console.get("/settings/audit?site=nope").text()).contains("Nothing yet.");
        JsonNode part =
                new ObjectMapper()
                        .readTree(console.basic("/api/audit?site=demo&size=2&page=2").body());
        assertThat(part.path("total").asInt()).isEqualTo(55);
        assertThat(part.path("items"))
                .extracting(one -> one.path("event").asText() + " " + one.path("detail").asText())
                .containsExactly("dismissed <b>52</b>", "dismissed <b>51</b>");
        assertThat(List.of("/settings", "/settings/audit", "/routes"))
                .allSatisfy(
                        path ->
                                assertThat(new ConsoleClient(port).get(path).location().getPath())
                                        .isEqualTo("/login"));
    }
}
