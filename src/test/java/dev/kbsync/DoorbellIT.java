package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.history.RunHistory;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever publishes a page may ring; it is looked up at once, without waiting for a schedule. */
class DoorbellIT {

    private static final String TOKEN = "a-token-for-the-doorbell";

    private final int port = ConsoleClient.freePort();
    private final HttpClient http = HttpClient.newHttpClient();
    @TempDir private Path folder;
    private Simulator atlassian;
    private SiteControl site;
    private String page;
    private Instance kbsync;

    @BeforeEach
    void start() {
        atlassian = Simulator.start(SimulatorOptions.bare());
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        page = site.addPage("ENG", "Pumps", "<p>first</p>");
        kbsync =
                Instance.in(folder)
                        .atlassian(atlassian)
                        .site(atlassian.sites().get(0))
                        .set("kbsync.listing.by", "spaces")
                        .set("kbsync.doorbell.token", TOKEN)
                        // Lists of changes begin with what changed after the last run began.
                        .set("kbsync.run.index-lag", "0s")
                        .console(port)
                        .start();
        kbsync.changes();
    }

    @AfterEach
    void stop() {
        kbsync.close();
        atlassian.close();
    }

    @Test
    void aChangeArrivesAsSoonAsItIsSaid() throws Exception {
        site.edit(page, "<p>second</p>");

        HttpResponse<String> answer = ring("demo", "{\"pages\": [\"" + page + "\"]}", TOKEN);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"run\":\"started\"");
        Eventually.assertThat(() -> kbsync.file(page).contains("second"));
    }

    @Test
    void aPageThatIsNamedIsLookedUpThoughNoListOfChangesShowsIt() throws Exception {
        // A label makes no new version.
        site.label(page, "urgent");
        ring("demo", "", TOKEN);
        Eventually.assertThat(
                () -> runs() == 2 && kbsync.bean(RunHistory.class).running("demo").isEmpty());
        assertThat(kbsync.file(page)).doesNotContain("urgent");

        ring("demo", "[" + page + "]", TOKEN);

        Eventually.assertThat(() -> kbsync.file(page).contains("urgent"));
    }

    @Test
    void aThousandRingsAreAFewRuns() throws Exception {
        int before = runs();
        site.edit(page, "<p>second</p>");

        for (int i = 0; i < 1000; i++) {
            assertThat(ring("demo", "", TOKEN).statusCode()).isEqualTo(202);
        }

        Eventually.assertThat(() -> kbsync.file(page).contains("second"));
        // How many depends on how long a run takes beside a ring.
        assertThat(runs() - before).isBetween(1, 500);
    }

    private int runs() {
        return kbsync.bean(JdbcClient.class)
                .sql("select count(*) from run")
                .query(Integer.class)
                .single();
    }

    @Test
    void onlyTheTokenOrTheLoginRings() throws Exception {
        assertThat(ring("demo", "", "another-token-than-that").statusCode()).isEqualTo(401);
        assertThat(ring("demo", "", "").statusCode()).isEqualTo(401);
        assertThat(get("/api/sites", TOKEN).statusCode()).isEqualTo(401);
        assertThat(get("/api/sites/demo/changed", TOKEN).statusCode()).isEqualTo(401);
    }

    @Test
    void whatCannotBeUnderstoodIsRefusedInASentence() throws Exception {
        assertThat(ring("nowhere", "", TOKEN))
                .returns(404, HttpResponse::statusCode)
                .satisfies(answer -> assertThat(answer.body()).contains("nowhere"));
        assertThat(ring("demo", "{\"pages\": [\"../1\"]}", TOKEN))
                .returns(400, HttpResponse::statusCode)
                .satisfies(answer -> assertThat(answer.body()).contains("by its id"));
        assertThat(ring("demo", "pages=1", TOKEN))
                .returns(400, HttpResponse::statusCode)
                .satisfies(answer -> assertThat(answer.body()).contains("no JSON"));
    }

    private HttpResponse<String> ring(String name, String body, String token) throws Exception {
        return http.send(
                request("/api/sites/" + name + "/changed", token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return http.send(request(path, token).GET().build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }
}
