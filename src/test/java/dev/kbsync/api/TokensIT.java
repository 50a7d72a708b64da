package dev.kbsync.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.ConsoleClient;
import dev.kbsync.ConsoleClient.Answer;
import dev.kbsync.Instance;
import dev.kbsync.SettableClock;
import dev.kbsync.api.token.AutomationTokens;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens for automation, from the console's page to their end. */
class TokensIT {

    private final SettableClock clock = new SettableClock();
    private final int port = ConsoleClient.freePort();
    @TempDir private Path folder;
    private Simulator atlassian;
    private Instance kbsync;

    @BeforeEach
    void start() {
        atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
        atlassian.control().site().addSpace("ENG", "Engineering");
        kbsync =
                Instance.in(folder)
                        .clock(clock)
                        .atlassian(atlassian)
                        .site(atlassian.sites().get(0))
                        .set("kbsync.doorbell.token", "a-token-for-the-doorbell")
                        .set("kbsync.mcp.enabled", "true")
                        .set("kbsync.mcp.token", "a-token-for-assistants")
                        .console(port)
                        .start();
    }

    @AfterEach
    void stop() {
        kbsync.close();
        atlassian.close();
    }

    private static String make(ConsoleClient console, String name, boolean readOnly) {
        Answer made =
                console.submit(
                        console.get("/tokens"),
                        "form[action$=/tokens]",
                        Map.of("name", name, "readOnly", Boolean.toString(readOnly)));
        return made.page().expectFirst("#token").text();
    }

    private ApiClient api(String token) {
        return new ApiClient(port, token);
    }

    @Test
    void aTokenIsShownOnceAndOpensTheApiUntilItIsRevoked() throws IOException {
        ConsoleClient console = new ConsoleClient(port).login();
        String token = make(console, "ci", false);

        assertThat(token).startsWith(AutomationTokens.PREFIX).hasSizeGreaterThan(40);
        assertThat(console.get("/tokens").text()).contains("ci", "full", "never", "admin");
        assertThat(console.get("/tokens").raw().body()).doesNotContain(token);
        assertThat(stored()).noneMatch(text -> text.contains(token));
        assertThat(api(token).get("/api/sites").json().get(0).path("name").asText())
                .isEqualTo("demo");
        assertThat(api(token).post("/api/sites/demo/runs").status()).isEqualTo(202);
        assertThat(api(token).get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(console.get("/tokens").text()).doesNotContain("never");

        Answer revoked =
                console.submit(
                        console.get("/tokens"),
                        "form[action$=/tokens/revoke]",
                        Map.of("name", "ci"));

        assertThat(revoked.text()).contains("The token is revoked", "None yet.");
        assertThat(api(token).get("/api/sites"))
                .returns(401, ApiClient.Answer::status)
                .satisfies(
                        answer -> assertThat(answer.problem()).contains("may have been revoked"));
    }

    /** Everything that is on the disk. */
    private List<String> stored() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            return files.filter(Files::isRegularFile).map(TokensIT::text).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTokenThatMayOnlyReadChangesNothing() {
        String token = make(new ConsoleClient(port).login(), "dashboard", true);

        assertThat(api(token).get("/api/sites").status()).isEqualTo(200);
        for (String order : List.of("runs", "changed", "redeliver", "failures/dismiss")) {
            assertThat(api(token).post("/api/sites/demo/" + order))
                    .as(order)
                    .returns(403, ApiClient.Answer::status)
                    .satisfies(
                            answer ->
                                    assertThat(answer.problem())
                                            .startsWith("This token may only read;"));
        }
        for (String confidential : List.of("settings", "audit", "audit?site=demo")) {
            assertThat(api(token).get("/api/" + confidential).status())
                    .as(confidential)
                    .isEqualTo(403);
        }
        assertThat(api(token).get("/").status()).as("the console").isEqualTo(302);
    }

    @Test
    void theDoorbellAndTheMcpServerTakeThemToo() {
        String token = kbsync.bean(AutomationTokens.class).create("all", false, "test").value();
        String reading = kbsync.bean(AutomationTokens.class).create("some", true, "test").value();

        assertThat(api(token).post("/api/sites/demo/changed").status()).isEqualTo(202);
        assertThat(api("a-token-for-the-doorbell").post("/api/sites/demo/changed").status())
                .isEqualTo(202);
        assertThat(api("a-token-for-the-doorbell").get("/api/sites").status()).isEqualTo(401);
        assertThat(api("a-token-for-assistants").get("/api/sites").status()).isEqualTo(401);
        assertThat(api(reading).post("/mcp").status()).isNotIn(401, 403);
        assertThat(api("kbsync_x").post("/mcp").status()).isEqualTo(401);
        assertThat(api("").post("/mcp").status()).isEqualTo(401);
    }

    @Test
    void wrongTokensAreSlowedAndRightOnesAreNot() {
        String token = kbsync.bean(AutomationTokens.class).create("ci", false, "test").value();
        for (int i = 0; i < 5; i++) {
            assertThat(api("wrong-" + i).get("/api/sites").status()).isEqualTo(401);
        }

        assertThat(api("wrong").get("/api/sites"))
                .returns(429, ApiClient.Answer::status)
                .satisfies(
                        answer -> {
                            assertThat(answer.problem()).contains("wait 1 s.");
                            assertThat(answer.raw().headers().firstValue("Retry-After"))
                                    .hasValue("1");
                        });
        assertThat(api("a-token-for-the-doorbell").post("/api/sites/demo/changed").status())
                .as("what can be guessed has to wait as well")
                .isEqualTo(429);
        assertThat(api(token).get("/api/sites").status()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(2));
        assertThat(api("a-token-for-the-doorbell").post("/api/sites/demo/changed").status())
                .isEqualTo(202);
    }

    @Test
    void aNameIsGivenOnceAndIsAName() {
        ConsoleClient console = new ConsoleClient(port).login();
        make(console, "ci", true);

        for (String bad : List.of("ci", "", "<b>", "x".repeat(61), "a\u202eb")) {
            Answer answer =
                    console.submit(
                            console.get("/tokens"),
                            "form[action$=/tokens]",
                            Map.of("name", bad, "readOnly", "true"));
            assertThat(answer.page().select("[role=alert]").text()).as(bad).contains("token");
        }
        assertThat(kbsync.bean(AutomationTokens.class).all()).hasSize(1);
    }

    @Test
    void withoutATokenOneLogsIn() {
        assertThat(api("").get("/api/sites"))
                .returns(401, ApiClient.Answer::status)
                .satisfies(answer -> assertThat(answer.problem()).startsWith("Send a token"));
        assertThat(new ConsoleClient(port).basic("/api/sites").statusCode()).isEqualTo(200);
    }
}
