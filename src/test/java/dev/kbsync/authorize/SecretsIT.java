package dev.kbsync.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kbsync.ConsoleClient;
import dev.kbsync.ConsoleClient.Answer;
import dev.kbsync.Instance;
import dev.kbsync.KnowledgeBase;
import dev.kbsync.SettableClock;
import dev.kbsync.authorize.grant.AccessTokens;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.simulator.rest.ApiTokens;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Secret;
import dev.kbsync.site.Sites;
import dev.kbsync.site.SpaceChoice;
import dev.kbsync.vault.store.TestRedis;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Every secret in use, looked for in all that kbsync writes, shows and throws. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsIT {

    private static final String PASSWORD = "console-password-of-this-test";
    private static final String VAULT_KEY =
            Base64.getEncoder().encodeToString(new byte[32]).replace('A', 'Q');

    private static final String SINK_TOKEN = "sink-token-of-this-test";
    private static final String REDIS_PASSWORD = "redis-password-of-this-test";

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private final int port = ConsoleClient.freePort();
    private final Map<String, String> written = new LinkedHashMap<>();
    private final List<String> states = new ArrayList<>();

    @Test
    void noSecretIsEverWrittenShownOrThrown(CapturedOutput log) throws IOException {
        try (Simulator atlassian =
                        Simulator.start(
                                new SimulatorOptions()
                                        .port(0)
                                        .sites(2)
                                        .indexDelay(Duration.ZERO)
                                        .clock(clock));
                TestRedis redis = TestRedis.askingFor(REDIS_PASSWORD);
                KnowledgeBase sink = new KnowledgeBase()) {
            try (Instance kbsync =
                    Instance.in(folder)
                            .clock(clock)
                            .atlassian(atlassian)
                            .console(port)
                            .set("logging.level.root", "DEBUG")
                            // The servers and the browser of this test, which know no secrets.
                            .set("logging.level.com.sun.net.httpserver", "WARN")
                            .set("logging.level.jdk", "WARN")
                            .set("logging.level.dev.kbsync", "DEBUG")
                            .set("kbsync.tokens.store", "redis")
                            .set("kbsync.tokens.redis-url", redis.url().value())
                            .set("kbsync.deliver.to", "file,http")
                            .set("kbsync.deliver.http.url", sink.url())
                            .set("kbsync.deliver.http.token", SINK_TOKEN)
                            .set("kbsync.sites.second.attachments", "text")
                            .set("kbsync.console.password", PASSWORD)
                            .set("kbsync.vault.key", VAULT_KEY)
                            .set("kbsync.sites.demo.url", atlassian.sites().get(0).url())
                            .set("kbsync.sites.second.url", atlassian.sites().get(1).url())
                            .start()) {
                live(kbsync, atlassian);
                assertThat(sink.takePut()).isNotEmpty();
            }
            assertThat(atlassian.control().stats().toString()).contains("/_media");
            written.put("the log", log.getAll());
            addFiles();
            secrets(atlassian)
                    .forEach(
                            (name, secret) ->
                                    written.forEach(
                                            (where, text) ->
                                                    assertThat(text.contains(secret))
                                                            .as("%s in %s", name, where)
                                                            .isFalse()));
            assertThat(log.getAll())
                    .contains(
                            atlassian.url()
                                    + "/authorize?response_type=code&client_id=simulator-client",
                            "state=****",
                            "grant_type=authorization_code",
                            "grant_type=refresh_token",
                            "grant_type=client_credentials",
                            "200 from the token endpoint",
                            "500 from the token endpoint",
                            "403 from the token endpoint: invalid_grant",
                            "/wiki/rest/api/search (Authorization: ****)");
        }
    }

    /** A life of everything: consent, runs, refreshes, failures of every kind, the end. */
    private void live(Instance kbsync, Simulator atlassian) {
        ConsoleClient console = new ConsoleClient(port).login(PASSWORD);
        Answer consent = console.authorize("demo");
        states.add(consent.page().expectFirst("input[name=state]").attr("value"));
        look(console.accept(consent), "the callback");
        look(console.get("/auth/callback?code=stolen&state=" + states.get(0)), "a replay");
        console.submit(
                console.get("/sites/second"),
                "form[action$=/api-token]",
                Map.of("email", "bot@example.com", "token", ApiTokens.UNSCOPED));
        for (String site : List.of("demo", "second")) {
            kbsync.bean(Sites.class).chooseSpaces(site, SpaceChoice.of(List.of("HANDBOOK")));
            kbsync.run(site, RunKind.CHANGES);
        }
        clock.advance(Duration.ofHours(1));
        kbsync.run("demo", RunKind.FULL);
        lookAtAll(console, "while all is well");

        AccessTokens access = kbsync.bean(AccessTokens.class);
        for (FaultKind kind :
                List.of(
                        FaultKind.TOKEN_500,
                        FaultKind.TOKEN_429,
                        FaultKind.TOKEN_CUT,
                        FaultKind.TOKEN_ERROR)) {
            clock.advance(Duration.ofHours(1));
            atlassian.control().faults(Fault.always(kind));
            note(catchThrowable(() -> access.access("demo")), kind.wire());
            atlassian.control().clearFaults();
            access.access("demo");
        }
        clock.advance(Duration.ofHours(1));
        atlassian.control().expireRefreshTokens();
        note(catchThrowable(() -> access.access("demo")), "a lost grant");
        kbsync.run("demo", RunKind.CHANGES);
        kbsync.bean(SiteCredentials.class)
                .enterApiToken("second", "bot@example.com", new Secret("wrong-api-token"), true);
        kbsync.run("second", RunKind.CHANGES);
        note(
                catchThrowable(
                        () ->
                                kbsync.bean(SiteCredentials.class)
                                        .enterApiToken(
                                                "second",
                                                "no mail",
                                                new Secret("bad-token"),
                                                false)),
                "a token without an e-mail");
        for (String secret : List.of("simulator-service-secret", "wrong-service-secret")) {
            console.submit(
                    console.get("/sites/second"),
                    "form[action$=/service-account]",
                    Map.of("clientId", "simulator-service-client", "clientSecret", secret));
            kbsync.run("second", RunKind.CHANGES);
            look(console.get("/sites/second"), "the site with " + secret.length());
        }
        lookAtAll(console, "when all is lost");
    }

    private void lookAtAll(ConsoleClient console, String when) {
        List<String> paths =
                new ArrayList<>(
                        List.of(
                                "/",
                                "/login",
                                "/help",
                                "/sites/demo",
                                "/sites/demo/spaces",
                                "/sites/demo/history",
                                "/sites/second",
                                "/sites/second/history",
                                "/auth/callback",
                                "/nothing"));
        paths.addAll(console.get("/sites/demo").page().select("a[href^=/runs/]").eachAttr("href"));
        paths.forEach(path -> look(console.get(path), path + " " + when));
        for (String path :
                List.of(
                        "/actuator/health",
                        "/actuator/prometheus",
                        "/actuator/info",
                        "/api/sites")) {
            written.put(path + " " + when, console.basic(path, PASSWORD).body());
        }
    }

    private void look(Answer page, String name) {
        written.put(name, page.raw().body() + page.raw().headers().map());
    }

    private void note(Throwable failure, String name) {
        assertThat(failure).as(name).isNotNull();
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        written.put("the exception of " + name, text.toString());
    }

    private void addFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                written.put(
                        folder.relativize(file).toString(),
                        Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(written).containsKeys("data/kbsync.db", "the log", "/help while all is well");
    }

    private Map<String, String> secrets(Simulator atlassian) {
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("the client secret", "simulator-secret");
        secrets.put("the console's password", PASSWORD);
        secrets.put("the vault's key", VAULT_KEY);
        secrets.put("the sink's token", SINK_TOKEN);
        secrets.put("the password of Redis", REDIS_PASSWORD);
        secrets.put("the address of an attached file", "/_media/file/");
        secrets.put("the API token", ApiTokens.UNSCOPED);
        secrets.put("the wrong API token", "wrong-api-token");
        secrets.put("the refused API token", "bad-token");
        secrets.put("the secret of the service account", "simulator-service-secret");
        secrets.put("the wrong secret of the service account", "wrong-service-secret");
        secrets.put(
                "the Basic header",
                Base64.getEncoder()
                        .encodeToString(
                                ("bot@example.com:" + ApiTokens.UNSCOPED)
                                        .getBytes(StandardCharsets.UTF_8)));
        int number = 0;
        for (String token : atlassian.control().tokens().everIssued()) {
            secrets.put("code or token " + ++number, token);
        }
        assertThat(number).isGreaterThan(10);
        for (String state : states) {
            secrets.put("a state", state);
        }
        return secrets;
    }
}
