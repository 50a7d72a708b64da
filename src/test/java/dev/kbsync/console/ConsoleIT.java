package dev.kbsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.ConsoleClient;
import dev.kbsync.ConsoleClient.Answer;
import dev.kbsync.Instance;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's pages by plain requests: who gets in, what is shown, what hostile input does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {

    private final int port = ConsoleClient.freePort();
    private Simulator atlassian;
    private Instance kbsync;
    private ConsoleClient console;

    @BeforeAll
    void start(@TempDir Path folder) {
        atlassian = Simulator.start(new SimulatorOptions().port(0).indexDelay(Duration.ZERO));
        atlassian.control().site().addSpace("EVIL", "<img src=x onerror=alert(1)>");
        atlassian.control().site().addPage("EVIL", "<script>alert(2)</script>", "<p>x</p>");
        atlassian.control().site().addPage("EVIL", "=1+1", "<p>x</p>");
        kbsync =
                Instance.in(folder)
                        .atlassian(atlassian)
                        .site(atlassian.sites().get(0))
                        .console(port)
                        .start();
        console = new ConsoleClient(port).login();
        kbsync.changes();
    }

    @AfterAll
    void stop() {
        kbsync.close();
        atlassian.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/sites/demo",
                "/sites/demo/spaces",
                "/runs",
                "/runs/x",
                "/runs/x/run.json",
                "/runs/x/pages.csv",
                "/sites/demo/estimate",
                "/events",
                "/auth/callback",
                "/auth/start/atlassian?site=demo"
            })
    void nothingIsShownWithoutALogin(String path) {
        Answer answer = new ConsoleClient(port).get(path);

        assertThat(answer.location().getPath()).isEqualTo("/login");
    }

    @Test
    void aPageLearnsAtOnceThatItListens() {
        assertThat(console.firstLine("/events")).isEqualTo("event:progress");
    }

    @Test
    void aWrongPasswordIsRefused() {
        ConsoleClient stranger = new ConsoleClient(port);
        stranger.login("wrong");

        assertThat(stranger.get("/").location().getPath()).isEqualTo("/login");
    }

    @Test
    void theOverviewShowsSitesAndTheirLastRuns() {
        Answer page = console.get("/");

        assertThat(page.text())
                .contains(
                        "demo",
                        atlassian.url(),
                        "Using legacy API token",
                        "all spaces",
                        "complete");
        assertThat(page.page().select("a[href^=/runs/]")).hasSize(1);
        Answer run = console.get(page.page().select("a[href^=/runs/]").attr("href"));
        assertThat(run.page().select("#census td").eachText()).contains("<p>");
        assertThat(run.text()).contains("changes run", "HANDBOOK", "EVIL", "requests");
    }

    @Test
    void theFirstNumberIsHowManyDocumentsThereAre() {
        Answer page = console.get("/");

        int files = kbsync.files().size();
        assertThat(page.page().expectFirst("h1").text()).isEqualTo(files + " documents");
        assertThat(page.page().select("svg desc").text())
                .startsWith("In 14 days: " + files + " delivered");
        assertThat(page.page().select("#chart-days tr")).hasSize(15);
        assertThat(page.page().select("section.site time[datetime]")).isNotEmpty();
        assertThat(page.text()).contains("not scheduled");
    }

    @Test
    void runsAreFilteredAndPastTheEndIsTheLastPage() {
        assertThat(console.get("/runs?site=demo&kind=changes&state=complete").text())
                .contains("changes", "demo", "complete");
        assertThat(console.get("/runs?kind=full").text()).contains("No run is like that.");
        assertThat(console.get("/runs?page=99").page().select("td a[href^=/runs/]")).isNotEmpty();
        assertThat(console.get("/runs?kind=other").status()).isEqualTo(400);
        assertThat(console.get("/runs?state=odd").text()).contains("There is no state \"odd\"");
        assertThat(console.get("/runs?site=nope").status()).isEqualTo(200);
    }

    @Test
    void aRunShowsItsPagesAndGivesThemAsFiles() {
        String run = console.get("/runs").page().select("td a[href^=/runs/]").attr("href");
        Answer page = console.get(run + "?outcome=delivered");
        assertThat(page.page().select("#pages td").eachText())
                .contains("delivered", "<script>alert(2)</script>");
        assertThat(page.page().select("#pages .badge.bad")).isEmpty();
        assertThat(page.page().select("details#elements #census")).hasSize(1);
        assertThat(console.get(run + "?outcome=delivered&page=9").page().select("#pages td"))
                .isNotEmpty();
        assertThat(console.get(run + "?outcome=x").status()).isEqualTo(400);

        Answer csv = console.get(run + "/pages.csv");
        assertThat(csv.raw().body())
                .startsWith("\"outcome\",\"space\"")
                .contains("\"delivered\",\"EVIL\",", ",\"'=1+1\",");
        assertThat(csv.raw().headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment;");
        assertThat(console.get(run + "/run.json").raw().body())
                .contains("\"outcome\" : \"DELIVERED\"", "\"site\" : \"demo\"");
        assertThat(console.get("/runs/nope/pages.csv").status()).isEqualTo(404);
    }

    @Test
    void hostileNamesAreText() {
        Answer spaces = console.get("/sites/demo/spaces");
        assertThat(spaces.text()).contains("<img src=x onerror=alert(1)>");
        assertThat(spaces.page().select("img[onerror]")).isEmpty();

        Answer inside = console.get("/sites/demo/spaces/EVIL");
        assertThat(inside.text()).contains("<script>alert(2)</script>");
        assertThat(inside.page().select("script")).isEmpty();
    }

    @Test
    void aFormFromElsewhereIsRefused() {
        Answer answer = console.post("/sites/demo/sync", List.of("kind=full"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("Not allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/runs?page=two", "/documents?page=two", "/settings/audit?page=two"})
    void aPageThatIsNoNumberIsToldWithoutTheNamesOfClasses(String path) {
        Answer answer = console.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text())
                .contains("\"two\" is no value for \"page\".")
                .doesNotContain("java.");
    }

    @Test
    void unknownPagesAndSitesAreToldAsSuch() {
        assertThat(console.get("/nothing").status()).isEqualTo(404);
        Answer site = console.get("/sites/nope");
        assertThat(site.status()).isEqualTo(404);
        assertThat(site.text()).contains("There is no site \"nope\"; the sites are: demo");
        assertThat(console.get("/runs/nope").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/auth/start/anything",
                "/auth/start/anything?site=demo",
                "/auth/start/",
                "/auth/start/a/b",
                "/auth/start/%3Cscript%3E",
                "/auth/start/%F0%9F%92%A5"
            })
    void theConsentOfAnUnknownAppIsNotFoundAndNotLogged(String path) {
        Log log =
                Log.during(
                        () -> {
                            assertThat(new ConsoleClient(port).get(path).status()).isEqualTo(404);
                            assertThat(console.get(path).status()).isEqualTo(404);
                        });

        assertThat(log.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sites/nope",
                "/sites/nope/history",
                "/sites/nope/spaces",
                "/sites/nope/spaces/X",
                "/sites/nope/preview",
                "/sites/%00",
                "/sites/..%2f..",
                "/sites/a;b",
                "/sites/%0d%0aX-Evil:1",
                "/sites/%F0%9F%92%A5",
                "/runs/%27%20or%201=1",
                "/runs?page=-1",
                "/runs?page=x",
                "/runs?page=2147483647",
                "/runs?site=%27%20or%201=1",
                "/sites/nope/estimate",
                "/sites/demo/estimate",
                "/runs/%F0%9F%92%A5",
                "/sites",
                "/sites/demo/sync",
                "/sites/demo/preview?kind=other",
                "/auth/start/atlassian",
                "/auth/start/atlassian?site=nope",
                "/auth/sites",
                "/error"
            })
    void whatIsNotThereIsNoFailureOfTheServer(String path) {
        Log log =
                Log.during(
                        () -> {
                            for (ConsoleClient client : List.of(new ConsoleClient(port), console)) {
                                Answer answer = client.get(path);
                                assertThat(answer.status()).isLessThan(500);
                                assertThat(answer.text()).doesNotContain("The log says why");
                            }
                        });

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aUrlThatCannotBeASiteIsToldOnThePage() {
        Answer answer =
                console.submit(
                        console.get("/"),
                        "form[action=/sites]",
                        Map.of("url", "http://example.com"));

        assertThat(answer.text()).contains("only https is safe for credentials");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ex.atlassian.net:99999",
                "https://ex..atlassian.net",
                "https://0",
                "intranet",
                "https://ex_y/"
            })
    void aUrlThatNoSiteCanHaveAddsNone(String url) {
        Answer answer = console.submit(console.get("/"), "form[action=/sites]", Map.of("url", url));

        assertThat(answer.text()).contains("cannot be used");
        assertThat(answer.page().select("section.site")).hasSize(1);
    }

    @Test
    void anotherSpellingOfASiteIsTheSite() {
        Answer first =
                console.submit(
                        console.get("/"), "form[action=/sites]", Map.of("url", "ex.atlassian.net"));
        Answer second =
                console.submit(
                        console.get("/"),
                        "form[action=/sites]",
                        Map.of("url", "https://EX.atlassian.net.:443/wiki"));

        assertThat(second.location()).isEqualTo(first.location());
        console.submit(second, "form[action$=/remove]", Map.of());
    }

    @Test
    void aTokenOfThePropertiesIsNotForgottenHere() {
        Answer page = console.get("/sites/demo");
        assertThat(page.page().select("form[action$=/forget]")).isEmpty();
        assertThat(page.text()).contains("Set for bot@example.com outside the console");

        String csrf = page.page().select("input[name=_csrf]").val();
        Answer answer =
                console.post("/sites/demo/forget", List.of("_csrf=" + csrf, "kind=API_TOKEN"));

        assertThat(answer.text())
                .contains("an API token from the properties", "Using legacy API token")
                .doesNotContain("forgotten");
    }

    @Test
    void aSiteCanBeAddedAndRemovedAgain() {
        Answer site =
                console.submit(
                        console.get("/"),
                        "form[action=/sites]",
                        Map.of("url", "other.atlassian.net/wiki"));
        assertThat(site.location().getPath()).isEqualTo("/sites/other");
        assertThat(site.text()).contains("Not authorized yet");

        Answer overview = console.submit(site, "form[action$=/remove]", Map.of());
        assertThat(overview.text())
                .contains("The site is removed")
                .doesNotContain("other.atlassian.net");
    }

    @Test
    void aSiteOfThePropertiesCannotBeRemovedHere() {
        assertThat(console.get("/sites/demo").page().select("form[action$=/remove]")).isEmpty();
        assertThat(console.get("/sites/demo/spaces").text())
                .contains("The choice is fixed by kbsync.sites.demo.spaces");
    }

    @Test
    void browsersAreToldToForbidWhatIsNotNeeded() {
        var headers = console.get("/").raw().headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void healthIsOpenMetricsAndJsonWantTheLogin() throws IOException, InterruptedException {
        assertThat(get("/actuator/health", false).body())
                .contains("\"status\":\"UP\"")
                .doesNotContain("demo");
        assertThat(get("/actuator/health", true).body()).contains("Using legacy API token");
        assertThat(get("/actuator/health/liveness", false).statusCode()).isEqualTo(200);
        assertThat(get("/actuator/prometheus", false).statusCode()).isEqualTo(401);
        assertThat(get("/actuator/prometheus", true).body())
                .contains(
                        "kbsync_pages_total{outcome=\"delivered\",site=\"demo\"}",
                        "kbsync_points_total");
        assertThat(get("/api/sites", false).statusCode()).isEqualTo(401);
        assertThat(get("/api/sites", true).body())
                .contains("\"name\":\"demo\"", "\"state\":\"complete\"")
                .doesNotContain("simulator-token");
        assertThat(get("/actuator/env", true).statusCode()).as("not exposed").isEqualTo(302);
    }

    private HttpResponse<String> get(String path, boolean login)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (login) {
            String pair = "admin:password";
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
