package dev.kbsync.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.kbsync.ConsoleClient;
import dev.kbsync.ConsoleClient.Answer;
import dev.kbsync.Eventually;
import dev.kbsync.Instance;
import dev.kbsync.SettableClock;
import dev.kbsync.authorize.grant.GrantKeeper;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.history.RunStore;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.rest.ApiTokens;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.SetupException;
import dev.kbsync.site.Sites;
import dev.kbsync.site.SpaceChoice;
import dev.kbsync.vault.store.TestRedis;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several sites with several credentials, their health, and what happens when one is lost. */
class SitesAndGrantsIT {

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private final int port = ConsoleClient.freePort();
    private Simulator atlassian;

    @BeforeEach
    void start() {
        atlassian =
                Simulator.start(
                        new SimulatorOptions()
                                .port(0)
                                .sites(2)
                                .indexDelay(Duration.ZERO)
                                .clock(clock));
    }

    @AfterEach
    void stop() {
        atlassian.close();
    }

    private Instance.Builder instance() {
        return Instance.in(folder)
                .clock(clock)
                .atlassian(atlassian)
                .console(port)
                .set("kbsync.sites.demo.url", atlassian.sites().get(0).url())
                .set("kbsync.sites.second.url", atlassian.sites().get(1).url());
    }

    private static void authorize(Instance kbsync, ConsoleClient console, String site) {
        console.accept(console.authorize(site));
        kbsync.bean(Sites.class).chooseSpaces(site, SpaceChoice.of(List.of("HANDBOOK")));
    }

    @Test
    void oauthOnOneSiteAndAnApiTokenOnAnother() {
        try (Instance kbsync =
                instance()
                        .set("kbsync.sites.second.email", "bot@example.com")
                        .set("kbsync.sites.second.api-token", ApiTokens.UNSCOPED)
                        .set("kbsync.sites.second.spaces", "HANDBOOK")
                        .start()) {
            authorize(kbsync, new ConsoleClient(port).login(), "demo");

            assertThat(kbsync.run("demo", RunKind.CHANGES).state()).isEqualTo(State.COMPLETE);
            assertThat(kbsync.run("second", RunKind.CHANGES).state()).isEqualTo(State.COMPLETE);
        }
    }

    @Test
    void oneAppForTwoSites() {
        try (Instance kbsync = instance().start()) {
            ConsoleClient console = new ConsoleClient(port).login();
            authorize(kbsync, console, "demo");
            authorize(kbsync, console, "second");
            for (int hour = 0; hour < 3; hour++) {
                clock.advance(Duration.ofHours(1));
                assertThat(kbsync.run("demo", RunKind.CHANGES).problem()).isEmpty();
                assertThat(kbsync.run("second", RunKind.CHANGES).problem()).isEmpty();
            }
        }
        assertThat(atlassian.control().tokens().familiesRevoked()).isZero();
    }

    @Test
    void differentAppsForTwoSites() {
        try (Instance kbsync =
                instance()
                        .set("kbsync.oauth.apps.partner.client-id", "simulator-client-2")
                        .set("kbsync.oauth.apps.partner.client-secret", "simulator-secret-2")
                        .set("kbsync.sites.second.oauth-app", "partner")
                        .start()) {
            ConsoleClient console = new ConsoleClient(port).login();
            authorize(kbsync, console, "demo");
            authorize(kbsync, console, "second");
            clock.advance(Duration.ofHours(1));

            assertThat(kbsync.run("demo", RunKind.CHANGES).problem()).isEmpty();
            assertThat(kbsync.run("second", RunKind.CHANGES).problem()).isEmpty();
            assertThat(kbsync.bean(Audit.class).authorizations("second", 9))
                    .filteredOn(event -> event.kind() == AuditEntry.Kind.REFRESHED)
                    .extracting(AuditEntry::app)
                    .containsExactly("partner");
            // The address of a consent names the app; another site's app cannot be slipped in.
            assertThat(console.get("/auth/start/partner?site=demo").status()).isEqualTo(404);
        }
    }

    @Test
    void anAppThatASiteNamesHasToBeThere() {
        assertThatThrownBy(() -> instance().set("kbsync.sites.demo.oauth-app", "nope").start())
                .rootCause()
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("there is no kbsync.oauth.apps.nope.client-id");
    }

    @Test
    void tokensWithScopesAndServiceAccountsGoThroughTheGateway() {
        try (Instance kbsync =
                instance()
                        .set("kbsync.sites.demo.email", "bot@example.com")
                        .set("kbsync.sites.demo.api-token", ApiTokens.SCOPED)
                        .set("kbsync.sites.demo.api-token-scoped", "true")
                        .set("kbsync.sites.demo.spaces", "HANDBOOK")
                        .set("kbsync.sites.second.spaces", "HANDBOOK")
                        .start()) {
            assertThat(kbsync.run("demo", RunKind.CHANGES).problem()).isEmpty();

            ConsoleClient console = new ConsoleClient(port).login();
            Answer page =
                    console.submit(
                            console.get("/sites/second"),
                            "form[action$=/api-token]",
                            Map.of("email", "", "token", ApiTokens.SCOPED, "scoped", "true"));
            assertThat(page.text()).contains("Stored for (a service account)");
            assertThat(kbsync.run("second", RunKind.CHANGES).problem()).isEmpty();
        }
    }

    @Test
    void aTokenWithScopesThatIsNotMarkedIsTold() {
        try (Instance kbsync =
                instance()
                        .set("kbsync.sites.demo.email", "bot@example.com")
                        .set("kbsync.sites.demo.api-token", ApiTokens.SCOPED)
                        .set("kbsync.sites.demo.spaces", "HANDBOOK")
                        .start()) {
            assertThat(kbsync.run("demo", RunKind.CHANGES).problem())
                    .contains("one with scopes, or of a service account, has to be marked as such");
        }
    }

    @Test
    void filesServeAWholeLife() {
        try (Instance kbsync = instance().set("kbsync.tokens.store", "file").start()) {
            authorize(kbsync, new ConsoleClient(port).login(), "demo");
            clock.advance(Duration.ofHours(1));

            assertThat(kbsync.changes().state()).isEqualTo(State.COMPLETE);
            assertThat(folder.resolve("data/tokens")).isDirectoryContaining("glob:**grant-*.entry");
        }
    }

    @Test
    void redisServesAWholeLifeAndMayBeAwayForAWhile() throws IOException {
        try (TestRedis redis = TestRedis.start();
                Instance kbsync =
                        instance()
                                .set("kbsync.tokens.store", "redis")
                                .set("kbsync.tokens.redis-url", redis.url().value())
                                .start()) {
            ConsoleClient console = new ConsoleClient(port).login();
            authorize(kbsync, console, "demo");
            clock.advance(Duration.ofHours(1));
            assertThat(kbsync.changes().state()).isEqualTo(State.COMPLETE);

            redis.stop();
            assertThat(kbsync.changes().problem()).contains("The token store, Redis at localhost:");
            assertThat(console.get("/").text()).contains("Credentials cannot be read", "Redis at");
            assertThat(console.get("/sites/demo").status()).isEqualTo(200);
            health(console, "DOWN");

            redis.restart();
            Eventually.assertThat(() -> kbsync.changes().state() == State.COMPLETE);
            health(console, "UP");
        }
    }

    @Test
    void aSiteMovesFromAnApiTokenToOAuthWithoutDeliveringAnythingAgain() {
        try (Instance kbsync =
                instance()
                        .set("kbsync.sites.demo.email", "bot@example.com")
                        .set("kbsync.sites.demo.api-token", ApiTokens.UNSCOPED)
                        .set("kbsync.sites.demo.spaces", "HANDBOOK")
                        .start()) {
            RunReport before = kbsync.full();
            assertThat(before.total().delivered()).isPositive();
            List<String> files = kbsync.files();

            ConsoleClient console = new ConsoleClient(port).login();
            console.accept(console.authorize("demo"));
            RunReport after = kbsync.full();

            assertThat(console.get("/").text()).contains("Using OAuth2 authentication");
            assertThat(after.state()).isEqualTo(State.COMPLETE);
            assertThat(after.total().delivered()).isZero();
            assertThat(after.total().removed()).isZero();
            assertThat(after.total().unchanged()).isEqualTo(before.total().delivered());
            assertThat(kbsync.files()).isEqualTo(files);
        }
    }

    @Test
    void aLostGrantPausesItsSiteTellsEverybodyOnceAndLeavesOthersAlone() throws IOException {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        HttpServer webhook = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        webhook.createContext(
                "/",
                exchange -> {
                    told.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    java.nio.charset.StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        webhook.start();
        try (Instance kbsync =
                instance()
                        .set("kbsync.sites.second.email", "bot@example.com")
                        .set("kbsync.sites.second.api-token", ApiTokens.UNSCOPED)
                        .set("kbsync.sites.second.spaces", "HANDBOOK")
                        .set(
                                "kbsync.care.webhook",
                                "http://localhost:" + webhook.getAddress().getPort() + "/hook")
                        .start()) {
            ConsoleClient console = new ConsoleClient(port).login();
            authorize(kbsync, console, "demo");
            clock.advance(Duration.ofHours(2));
            atlassian.control().expireRefreshTokens();

            assertThat(kbsync.changes().state()).isEqualTo(State.INCOMPLETE);
            int stored = kbsync.bean(RunStore.class).latest("demo", 50).size();
            for (int i = 0; i < 3; i++) {
                RunReport paused = kbsync.changes();
                assertThat(paused.state()).isEqualTo(State.REFUSED);
                assertThat(paused.problem())
                        .startsWith("Paused: The authorization of \"demo\" is lost")
                        .contains("http://localhost:" + port + "/sites/demo");
            }
            assertThat(kbsync.bean(RunStore.class).latest("demo", 50)).hasSize(stored);
            assertThat(kbsync.run("second", RunKind.CHANGES).state()).isEqualTo(State.COMPLETE);

            assertThat(console.get("/").text())
                    .contains("Authorize again", "Until then the runs of this site pause");
            assertThat(console.get("/help").page().expectFirst("#not-refreshing").text())
                    .contains("seen now", "The authorization of \"demo\" is lost");
            JsonNode demo = health(console, "DOWN").path("demo");
            assertThat(demo.path("problem").asText()).contains("is lost");
            assertThat(broken(kbsync)).isEqualTo(1);
            Eventually.assertThat(() -> !told.isEmpty());
            assertThat(told).hasSize(1);
            JsonNode json = new ObjectMapper().readTree(told.peek());
            assertThat(json.path("event").asText()).isEqualTo("authorization-lost");
            assertThat(json.path("sites").path(0).asText()).isEqualTo("demo");
            assertThat(json.path("text").asText()).contains("is lost");
            assertThat(json.path("link").asText())
                    .isEqualTo("http://localhost:" + port + "/sites/demo");

            console.accept(console.authorize("demo"));
            assertThat(kbsync.changes().state()).isEqualTo(State.COMPLETE);
            health(console, "UP");
            assertThat(broken(kbsync)).isZero();
        } finally {
            webhook.stop(0);
        }
    }

    @Test
    void healthAndMetricsCountTheDaysAndWarn() throws IOException {
        try (Instance kbsync = instance().start()) {
            ConsoleClient console = new ConsoleClient(port).login();
            authorize(kbsync, console, "demo");
            assertThat(health(console, "UP").path("demo").path("daysUntilInactive").asInt())
                    .isEqualTo(90);
            assertThat(daysLeft(kbsync, "inactivity")).isEqualTo(90);
            clock.advance(Duration.ofDays(70));

            console = new ConsoleClient(port).login();
            JsonNode demo = health(console, "UP").path("demo");

            assertThat(demo.path("daysUntilInactive").asInt()).isEqualTo(20);
            assertThat(demo.path("daysUntilTooOld").asInt()).isEqualTo(295);
            assertThat(demo.path("warning").asText())
                    .contains("has not been used for 70 days and expires in 20");
            assertThat(daysLeft(kbsync, "inactivity")).isEqualTo(20);
            assertThat(daysLeft(kbsync, "age")).isEqualTo(295);
            assertThat(console.get("/sites/demo").text()).contains("expires in 20");

            kbsync.bean(GrantKeeper.class).look();
            assertThat(daysLeft(kbsync, "inactivity")).isEqualTo(90);
        }
    }

    @Test
    void theHistoryTellsWhoDidWhatWhen() {
        try (Instance kbsync = instance().start()) {
            ConsoleClient console = new ConsoleClient(port).login();
            authorize(kbsync, console, "demo");
            clock.advance(Duration.ofHours(1));
            kbsync.changes();
            console.submit(
                    console.get("/sites/demo"), "form[action$=/forget]", Map.of("kind", "OAUTH"));

            Answer page = console.get("/sites/demo/history");

            assertThat(page.page().select("tr td:nth-child(2)").eachText())
                    .containsExactly(
                            "credential removed", "refreshed", "authorized", "consent begun");
            assertThat(page.page().select("tr td:nth-child(3)").eachText())
                    .containsExactly("admin", "kbsync", "admin", "admin");
            assertThat(page.text())
                    .contains("offline_access read:confluence-content.all search:confluence");
        }
    }

    private static JsonNode health(ConsoleClient console, String status) throws IOException {
        JsonNode health = new ObjectMapper().readTree(console.basic("/actuator/health").body());
        JsonNode sites = health.path("components").path("sitesHealth");
        assertThat(sites.path("status").asText()).isEqualTo(status);
        return sites.path("details");
    }

    private static double broken(Instance kbsync) {
        return kbsync.bean(MeterRegistry.class)
                .get("kbsync.authorization.broken")
                .tag("site", "demo")
                .gauge()
                .value();
    }

    private static double daysLeft(Instance kbsync, String limit) {
        return kbsync.bean(MeterRegistry.class)
                .get("kbsync.authorization.days.left")
                .tag("site", "demo")
                .tag("limit", limit)
                .gauge()
                .value();
    }
}
