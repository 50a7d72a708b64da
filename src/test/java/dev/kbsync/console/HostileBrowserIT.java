package dev.kbsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.ConsoleClient;
import dev.kbsync.ConsoleClient.Answer;
import dev.kbsync.Instance;
import dev.kbsync.SettableClock;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile browser, page or neighbour can do to the console. */
class HostileBrowserIT {

    private static final URI OUTSIDE = URI.create("https://kb.example.com/auth/callback");

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private final int port = ConsoleClient.freePort();
    private Simulator atlassian;
    private Instance kbsync;

    @BeforeEach
    void start() {
        atlassian =
                Simulator.start(
                        new SimulatorOptions()
                                .port(0)
                                .indexDelay(Duration.ZERO)
                                .clock(clock)
                                .redirectUri(OUTSIDE.toString()));
        kbsync = instance().start();
    }

    private Instance.Builder instance() {
        return Instance.in(folder)
                .clock(clock)
                .atlassian(atlassian)
                .console(port)
                .set("kbsync.sites.demo.url", atlassian.sites().get(0).url());
    }

    @AfterEach
    void stop() {
        kbsync.close();
        atlassian.close();
    }

    private boolean logsIn(String password) {
        return new ConsoleClient(port).login(password).get("/").location().getPath().equals("/");
    }

    @Test
    void guessingThePasswordGetsSlowerAndNobodyIsLockedOut() {
        for (int i = 0; i < 5; i++) {
            assertThat(logsIn("wrong")).isFalse();
        }
        assertThat(logsIn("password")).as("too soon, though right").isFalse();
        assertThat(new ConsoleClient(port).basic("/api/sites", "password").statusCode())
                .isEqualTo(429);
        clock.advance(Duration.ofSeconds(2));
        assertThat(logsIn("wrong")).isFalse();
        clock.advance(Duration.ofSeconds(1));
        HttpResponse<String> early = new ConsoleClient(port).basic("/api/sites", "wrong");
        assertThat(early.statusCode()).isEqualTo(429);
        assertThat(early.headers().firstValue("Retry-After")).contains("1");
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofSeconds(61));
            assertThat(logsIn("wrong")).isFalse();
        }

        clock.advance(Duration.ofSeconds(61));
        assertThat(logsIn("password")).isTrue();
        assertThat(logsIn("wrong")).isFalse();
        assertThat(logsIn("password")).as("the count began anew").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic ", "Basicx", "basic+", "BASIC:"})
    void guessingIsSlowedHoweverTheHeaderIsWritten(String scheme)
            throws IOException, InterruptedException {
        String pair =
                Base64.getEncoder().encodeToString("admin:wrong".getBytes(StandardCharsets.UTF_8));
        HttpRequest guess =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/sites"))
                        .header("Authorization", scheme + pair)
                        .build();
        HttpClient http = HttpClient.newHttpClient();
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            answers.add(http.send(guess, HttpResponse.BodyHandlers.discarding()).statusCode());
        }

        assertThat(Collections.frequency(answers, 401)).isEqualTo(5);
        assertThat(Collections.frequency(answers, 429)).isEqualTo(25);
    }

    @Test
    void guessesByFormAndByHeaderAreCountedTogether() {
        ConsoleClient stranger = new ConsoleClient(port);
        for (int i = 0; i < 3; i++) {
            stranger.login("wrong");
            assertThat(stranger.basic("/actuator/prometheus", "wrong").statusCode())
                    .isEqualTo(i == 2 ? 429 : 401);
        }
    }

    @Test
    void aConsoleOpenAtAnotherAddressThanTheCallbackSaysSoBeforeTheConsent() {
        ConsoleClient numbers = new ConsoleClient("http://127.0.0.1:" + port);
        String right = "http://localhost:" + port + "/";
        assertThat(numbers.get("/login").page().select("a").eachAttr("href")).contains(right);
        numbers.login();
        assertThat(numbers.get("/sites/demo").page().select("#elsewhere a").attr("href"))
                .isEqualTo(right + "sites/demo");

        ConsoleClient names = new ConsoleClient(port);
        assertThat(names.get("/login").page().select(".note.warn")).isEmpty();
        assertThat(names.login().get("/sites/demo").page().select("#elsewhere")).isEmpty();
    }

    @Test
    void aForgedHostHeaderLeadsNowhere() throws IOException {
        for (String host : List.of("evil.example", "evil.example:1")) {
            try (Socket socket = new Socket("localhost", port)) {
                socket.getOutputStream()
                        .write(
                                ("GET /login HTTP/1.1\r\nHost: "
                                                + host
                                                + "\r\nConnection: close\r\n\r\n")
                                        .getBytes(StandardCharsets.US_ASCII));
                String answer =
                        new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer)
                        .startsWith("HTTP/1.1 200")
                        .contains("http://localhost:" + port + "/")
                        .doesNotContain(host);
            }
        }
    }

    @Test
    void theSlowedLoginSaysSo() {
        ConsoleClient console = new ConsoleClient(port);
        for (int i = 0; i < 5; i++) {
            console.login("wrong");
        }

        Answer answer =
                console.submit(
                        console.get("/login"),
                        "form[action$=/login]",
                        Map.of("username", "admin", "password", "password"));

        assertThat(answer.text()).contains("Too many wrong passwords");
    }

    @Test
    void aSessionThatWasPlantedBeforeTheLoginIsNotTheOneAfterIt() {
        ConsoleClient victim = new ConsoleClient(port);
        victim.get("/login");
        HttpCookie planted = victim.cookie();
        assertThat(planted.isHttpOnly()).isTrue();

        victim.login();

        assertThat(victim.cookie().getValue()).isNotEqualTo(planted.getValue());
        assertThat(new ConsoleClient(port).withCookie(planted).get("/").location().getPath())
                .isEqualTo("/login");
    }

    @Test
    void noFormWorksFromAnotherPage() {
        ConsoleClient console = new ConsoleClient(port).login();
        for (String path :
                List.of(
                        "/sites",
                        "/sites/demo/sync",
                        "/sites/demo/spaces",
                        "/sites/demo/api-token",
                        "/sites/demo/prefer",
                        "/sites/demo/forget",
                        "/sites/demo/remove",
                        "/auth/sites",
                        "/logout")) {
            assertThat(console.post(path, List.of("kind=OAUTH", "url=x")).status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(
                        new ConsoleClient(port)
                                .post("/login", List.of("username=admin", "password=password"))
                                .status())
                .isEqualTo(403);
    }

    @Test
    void everyPageForbidsFramesScriptsAndCaches() {
        ConsoleClient console = new ConsoleClient(port).login();
        for (String path :
                List.of(
                        "/login",
                        "/",
                        "/help",
                        "/sites/demo",
                        "/auth/callback?error=x",
                        "/nothing")) {
            var headers = console.get(path).raw().headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'");
            assertThat(headers.firstValue("X-Frame-Options")).as(path).contains("DENY");
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
            assertThat(headers.firstValue("Cache-Control").orElse(""))
                    .as(path)
                    .contains("no-store");
        }
    }

    @Test
    void nobodyIsSentElsewhereAfterTheLogin() {
        for (String path :
                List.of(
                        "/sites/demo?continue=https://evil.example/",
                        "/?url=//evil.example",
                        "/login?redirect=https://evil.example/")) {
            ConsoleClient console = new ConsoleClient(port);
            Answer landed =
                    console.submit(
                            console.get(path),
                            "form[action$=/login]",
                            Map.of("username", "admin", "password", "password"));
            assertThat(landed.location().getAuthority()).as(path).isEqualTo("localhost:" + port);
        }
    }

    @Test
    void forwardedHeadersAreNotBelievedUnlessThatIsConfigured() {
        ProxiedBrowser browser = new ProxiedBrowser(port, "evil.example");

        assertThat(browser.get("/").headers().firstValue("Location").orElse(""))
                .doesNotContain("evil.example");
    }

    @Test
    void aConsentBehindAReverseProxyComesBackToTheOutsideName() {
        kbsync.close();
        kbsync =
                instance()
                        .set("kbsync.oauth.redirect-uri", OUTSIDE)
                        .set("server.forward-headers-strategy", "native")
                        .start();
        ProxiedBrowser browser = new ProxiedBrowser(port, "kb.example.com");
        browser.login();
        assertThat(browser.setCookie()).contains("Secure", "HttpOnly", "SameSite=Lax");

        URI callback = browser.consent("demo");
        assertThat(callback.toString()).startsWith(OUTSIDE + "?");
        HttpResponse<String> back =
                browser.get(callback.getRawPath() + "?" + callback.getRawQuery());

        assertThat(back.headers().firstValue("Location")).contains(OUTSIDE.toString());
        assertThat(browser.get(OUTSIDE.getPath()).body()).contains("kbsync may read");
        assertThat(browser.get("/help").body()).doesNotContain("This console is open at");
    }

    @Test
    void aProxyThatIsNotConfiguredIsRecognisedOnTheTroubleshootingPage() {
        kbsync.close();
        kbsync = instance().set("kbsync.oauth.redirect-uri", OUTSIDE).start();
        ProxiedBrowser browser = new ProxiedBrowser(port, "kb.example.com");
        browser.login();
        URI callback = browser.consent("demo");
        assertThat(browser.get(callback.getRawPath() + "?" + callback.getRawQuery()).body())
                .contains("State mismatch");

        String help = browser.get("/help").body();
        assertThat(help)
                .contains(
                        "This console is open at http://localhost:" + port,
                        "but the callback leads to " + OUTSIDE,
                        "server.forward-headers-strategy=native");
    }

    @Test
    void theTroubleshootingPageRecognisesWhatGoesWrong() {
        ConsoleClient console = new ConsoleClient(port).login();
        assertThat(console.get("/help").page().select(".badge.bad")).isEmpty();

        console.authorize("demo");
        clock.advance(Duration.ofMinutes(3));
        assertThat(seen(console, "redirect-uri")).contains("was begun at", "never came back");
        console.get("/auth/callback?code=x&state=y");
        assertThat(seen(console, "state-mismatch")).contains("State mismatch");

        atlassian.control().grantAtMost(java.util.Set.of("read:confluence-content.all"));
        console.accept(console.authorize("demo"));
        assertThat(seen(console, "permissions")).contains("lacks search:confluence");
        assertThat(seen(console, "not-refreshing")).contains("offline_access was not granted");
    }

    private static String seen(ConsoleClient console, String id) {
        Answer help = console.get("/help");
        assertThat(help.page().expectFirst("#" + id + " .badge").text()).isEqualTo("seen now");
        return help.page().select("#" + id + " .note").text();
    }
}
