package dev.kbsync.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.ConsoleClient;
import dev.kbsync.Eventually;
import dev.kbsync.Instance;
import dev.kbsync.KnowledgeBase;
import dev.kbsync.api.token.AutomationTokens;
import dev.kbsync.history.RunReport;
import dev.kbsync.run.Runs;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API, as a program drives kbsync with it. */
class ApiIT {

    private final int port = ConsoleClient.freePort();
    private final KnowledgeBase sink = new KnowledgeBase();
    private final List<String> pages = new ArrayList<>();
    @TempDir private Path folder;
    private Simulator atlassian;
    private SiteControl site;
    private Instance kbsync;
    private ApiClient api;

    @BeforeEach
    void start() {
        atlassian = Simulator.start(SimulatorOptions.bare());
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        for (int i = 0; i < 4; i++) {
            pages.add(site.addPage("ENG", "Page " + i, "<p>" + i + "</p>"));
        }
        kbsync =
                Instance.in(folder)
                        .atlassian(atlassian)
                        .site(atlassian.sites().get(0))
                        .set("kbsync.deliver.to", "http")
                        .set("kbsync.deliver.http.url", sink.url())
                        .set("kbsync.run.removals.count", "1")
                        .console(port)
                        .start();
        api =
                new ApiClient(
                        port,
                        kbsync.bean(AutomationTokens.class).create("test", false, "test").value());
    }

    @AfterEach
    void stop() {
        kbsync.close();
        atlassian.close();
        sink.close();
    }

    @Test
    void aRunIsPlannedStartedAndLookedAt() {
        JsonNode plan = api.post("/api/sites/demo/plan?kind=full&steps=3").json();
        assertThat(plan.path("counts").toString()).isEqualTo("{\"upsert\":4}");
        assertThat(plan.path("steps")).hasSize(3);
        assertThat(sink.takePut()).isEmpty();

        assertThat(api.post("/api/sites/demo/runs?kind=full").json().path("run").asText())
                .isEqualTo("started");

        Eventually.assertThat(
                () -> api.get("/api/sites/demo").json().path("state").asText().equals("in step"));
        JsonNode site = api.get("/api/sites/demo").json();
        assertThat(site.path("documents").asInt()).isEqualTo(4);
        String id = site.path("lastRun").path("id").asText();
        JsonNode run = api.get("/api/runs/" + id).json();
        assertThat(run.path("kind").asText()).isEqualTo("full");
        assertThat(run.path("state").asText()).isEqualTo("complete");
        assertThat(run.path("total").path("delivered").asInt()).isEqualTo(4);
        assertThat(run.path("spaces").path("ENG").path("delivered").asInt()).isEqualTo(4);
        assertThat(run.path("startedAt").asText()).endsWith("Z");
        JsonNode runs = api.get("/api/runs?site=demo&kind=full&state=complete").json();
        assertThat(runs.path("total").asInt()).isEqualTo(1);
        assertThat(runs.path("items").get(0).path("id").asText()).isEqualTo(id);
        JsonNode done = api.get("/api/runs/" + id + "/pages?outcome=delivered&size=3").json();
        assertThat(done.path("total").asInt()).isEqualTo(4);
        assertThat(done.path("items")).hasSize(3);
        assertThat(done.path("items").get(0).path("title").asText()).startsWith("Page ");
        assertThat(api.post("/api/sites/demo/runs/stop"))
                .returns(409, ApiClient.Answer::status)
                .satisfies(answer -> assertThat(answer.problem()).startsWith("No run"));
    }

    @Test
    void failuresAreListedRetriedAndDismissed() {
        pages.forEach(sink::refuse);
        kbsync.full();

        JsonNode first = api.get("/api/sites/demo/failures?size=3").json();
        assertThat(first.path("total").asInt()).isEqualTo(4);
        assertThat(first.path("items")).hasSize(3);
        JsonNode second = api.get("/api/sites/demo/failures?size=3&page=2").json();
        assertThat(second.path("items")).hasSize(1);
        assertThat(first.path("items").findValuesAsText("id"))
                .doesNotContain(second.path("items").get(0).path("id").asText());
        assertThat(second.path("items").get(0).path("stage").asText()).isEqualTo("deliver");

        assertThat(touched("failures/dismiss?id=" + pages.get(0))).isEqualTo(1);
        assertThat(api.get("/api/sites/demo/failures").json().path("total").asInt()).isEqualTo(3);

        pages.forEach(sink::accept);
        sink.takePut();
        assertThat(touched("failures/retry")).isEqualTo(3);
        Eventually.assertThat(
                () -> api.get("/api/sites/demo/failures").json().path("total").asInt() == 0);
        assertThat(sink.takePut()).hasSize(3);
    }

    private int touched(String order) {
        return api.post("/api/sites/demo/" + order).json().path("number").asInt();
    }

    @Test
    void removalsThatWaitAreKeptOrApproved() {
        kbsync.full();
        pages.subList(0, 3).forEach(site::trash);
        kbsync.full();

        JsonNode waiting = api.get("/api/sites/demo/withheld").json();
        assertThat(waiting.path("total").asInt()).isEqualTo(3);
        assertThat(waiting.path("items").get(0).path("reason").asText()).contains("deleted");
        assertThat(touched("withheld/keep?id=" + pages.get(0))).isEqualTo(1);
        assertThat(
                        api.get("/api/sites/demo/withheld?kept=true")
                                .json()
                                .path("items")
                                .findValuesAsText("id"))
                .containsExactly(pages.get(0));
        assertThat(touched("withheld/let-go")).isEqualTo(1);
        assertThat(sink.takeDeleted()).isEmpty();

        assertThat(api.post("/api/sites/demo/withheld/approve?id=" + pages.get(1)).status())
                .isEqualTo(202);
        Eventually.assertThat(
                () -> api.get("/api/sites/demo/withheld").json().path("total").asInt() == 2);
        assertThat(sink.takeDeleted()).containsExactly(pages.get(1));
        Eventually.assertThat(() -> !kbsync.bean(Runs.class).inWork("demo"));

        assertThat(api.post("/api/sites/demo/withheld/approve").status()).isEqualTo(202);
        Eventually.assertThat(
                () -> api.get("/api/sites/demo/withheld").json().path("total").asInt() == 0);
        assertThat(sink.takeDeleted()).hasSize(2);
    }

    @Test
    void documentsAreFoundAndShown() {
        sink.refuse(pages.get(0));
        site.label(pages.get(2), "pumps", "on-call");
        kbsync.full();

        JsonNode labelled = api.get("/api/documents?label=pumps").json().path("items");
        assertThat(labelled.findValuesAsText("id")).containsExactly(pages.get(2));
        assertThat(labelled.get(0).path("labels").toString()).isEqualTo("[\"on-call\",\"pumps\"]");
        JsonNode found = api.get("/api/documents?q=page&site=demo&space=eng&size=3").json();
        assertThat(found.path("total").asInt()).isEqualTo(4);
        assertThat(found.path("items").findValuesAsText("title"))
                .containsExactly("Page 0", "Page 1", "Page 2");
        assertThat(
                        api.get("/api/documents?state=delivered")
                                .json()
                                .path("items")
                                .findValuesAsText("id"))
                .containsExactlyElementsOf(pages.subList(1, 4));
        JsonNode failed = api.get("/api/sites/demo/documents/" + pages.get(0)).json();
        assertThat(failed.path("document").path("state").asText()).isEqualTo("failed");
        assertThat(failed.path("failure").path("stage").asText()).isEqualTo("deliver");
        JsonNode good = api.get("/api/sites/demo/documents/" + pages.get(1)).json();
        assertThat(good.path("sinks").get(0).path("sink").asText()).isEqualTo("http");
        assertThat(good.path("sinks").get(0).path("state").asText()).isEqualTo("delivered");
        expect(404, "GET", "/api/sites/demo/documents/4711", "There is no document of such a page");
        expect(400, "GET", "/api/documents?state=lost", "There is no state \"lost\"");
        expect(404, "GET", "/api/documents?page=2", "there is only page 1");
    }

    @Test
    void routesAreShownStoppedAndStarted() {
        JsonNode routes = api.get("/api/routes").json();
        assertThat(routes.path("problems")).isEmpty();
        assertThat(routes.path("files").findValuesAsText("id")).contains("deliver-to-http");

        assertThat(api.post("/api/routes/deliver-to-git/stop").status()).isEqualTo(204);
        assertThat(started("deliver-to-git")).isFalse();
        assertThat(api.post("/api/routes/deliver-to-git/start").status()).isEqualTo(204);
        assertThat(started("deliver-to-git")).isTrue();
        expect(400, "POST", "/api/routes/nothing/stop", "There is no route \"nothing\"");
    }

    private boolean started(String route) {
        for (JsonNode file : api.get("/api/routes").json().path("files")) {
            for (JsonNode one : file.path("routes")) {
                if (one.path("id").asText().equals(route)) {
                    return one.path("started").asBoolean();
                }
            }
        }
        throw new AssertionError(route);
    }

    @Test
    void whatCannotBeAnsweredIsSaidInASentence() {
        RunReport run = kbsync.full();

        expect(404, "GET", "/api/sites/nowhere", "There is no site \"nowhere\"");
        expect(404, "GET", "/api/runs/" + run.id() + "x", "There is no run of this id");
        expect(400, "GET", "/api/runs?state=lost", "There is no state \"lost\"");
        expect(404, "GET", "/api/runs?page=2", "Page 2 is past the end; there is only page 1.");
        expect(404, "GET", "/api/sites/demo/failures?page=2", "there is only page 1");
        expect(400, "GET", "/api/sites/demo/failures?page=0", "The page is 0; it must be from 1");
        expect(400, "GET", "/api/sites/demo/failures?size=0", "The size is 0; it must be from 1");
        expect(
                400,
                "GET",
                "/api/sites/demo/failures?page=two",
                "The page must be a whole number, not \"two\".");
        expect(400, "POST", "/api/sites/demo/runs?kind=half", "use changes or full");
        expect(
                400,
                "POST",
                "/api/sites/demo/runs?allowRemovals=perhaps",
                "The allowRemovals must be true or false");
        expect(400, "POST", "/api/sites/demo/redeliver?sink=none", "has no sink \"none\"");
        expect(404, "GET", "/api/no/such/thing", "There is nothing here");
        expect(405, "DELETE", "/api/sites", "DELETE is not possible here");
        expect(503, "GET", "/api/search?q=x", "There is no search index");
        expect(400, "GET", "/api/search?q=", "The question is empty.");
        ApiClient.Answer elsewhere =
                api.send("POST", "/api/sites/demo/runs", "Sec-Fetch-Site", "cross-site");
        assertThat(elsewhere.status()).isEqualTo(403);
        assertThat(elsewhere.problem()).startsWith("A page of another site");
    }

    private void expect(int status, String method, String path, String sentence) {
        ApiClient.Answer answer = api.send(method, path);
        assertThat(answer.status()).as(path).isEqualTo(status);
        assertThat(answer.problem()).as(path).contains(sentence);
    }
}
