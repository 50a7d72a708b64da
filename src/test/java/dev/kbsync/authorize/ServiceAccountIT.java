package dev.kbsync.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.ConsoleClient;
import dev.kbsync.ConsoleClient.Answer;
import dev.kbsync.Instance;
import dev.kbsync.SettableClock;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.site.Sites;
import dev.kbsync.state.SiteState.WaitingForYou;
import dev.kbsync.state.SiteStates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site whose only credential is a service account's, from settings to documents. */
class ServiceAccountIT {

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private final int port = ConsoleClient.freePort();
    private final AtomicInteger requests = new AtomicInteger();
    private Runnable third = () -> {};
    private final Simulator atlassian =
            Simulator.start(
                    new SimulatorOptions()
                            .port(0)
                            .indexDelay(Duration.ZERO)
                            .clock(clock)
                            .watcher(
                                    (request, answer) -> {
                                        if (requests.incrementAndGet() == 3) {
                                            third.run();
                                        }
                                    }));

    @AfterEach
    void stop() {
        atlassian.close();
    }

    /** As a container is set up: nothing but properties, no console. */
    private Instance.Builder unattended(String secret) {
        return Instance.in(folder)
                .clock(clock)
                .atlassian(atlassian)
                .set("kbsync.oauth.client-id", "")
                .set("kbsync.listing.by", "auto")
                .set("kbsync.sites.demo.url", atlassian.url())
                .set("kbsync.sites.demo.service-account.client-id", "simulator-service-client")
                .set("kbsync.sites.demo.service-account.client-secret", secret)
                .set("kbsync.sites.demo.spaces", "HANDBOOK");
    }

    @Test
    void aSiteSyncsWithoutAnyPersonBySpaceWhereTheScopesAllowIt() {
        try (Instance kbsync = unattended("simulator-service-secret").start()) {
            assertThat(kbsync.full().state()).isEqualTo(State.COMPLETE);

            assertThat(kbsync.files()).hasSizeGreaterThan(10);
            assertThat(atlassian.control().stats().path("requests").toString())
                    .contains("GET /wiki/api/v2/");
            assertThat(atlassian.control().tokens().issued()).isEqualTo(1);
        }
    }

    @Test
    void theClassicScopesListBySearch() {
        atlassian
                .control()
                .serviceAccountScopes(List.of("read:confluence-content.all", "search:confluence"));
        try (Instance kbsync = unattended("simulator-service-secret").start()) {
            assertThat(kbsync.full().state()).isEqualTo(State.COMPLETE);

            assertThat(atlassian.control().stats().path("requests").toString())
                    .contains("GET /wiki/rest/api/search")
                    .doesNotContain("GET /wiki/api/v2/");
        }
    }

    @Test
    void aTokenThatExpiresInTheMidstOfARunIsReplaced() {
        third = () -> clock.advance(Duration.ofMinutes(61));
        try (Instance kbsync = unattended("simulator-service-secret").start()) {
            RunReport report = kbsync.full();

            assertThat(report.problem()).isEmpty();
            assertThat(report.state()).isEqualTo(State.COMPLETE);
            assertThat(requests.get()).isGreaterThan(3);
            assertThat(atlassian.control().tokens().issued()).isEqualTo(2);
        }
    }

    @Test
    void aTokenThatIsRefusedBeforeItsTimeIsReplacedOnce() {
        third = () -> atlassian.control().expireAccessTokens();
        try (Instance kbsync = unattended("simulator-service-secret").start()) {
            assertThat(kbsync.full().state()).isEqualTo(State.COMPLETE);

            assertThat(atlassian.control().tokens().issued()).isEqualTo(2);
        }
    }

    @Test
    void aRevokedSecretIsOneSentenceEverywhere() {
        String why = "does not accept the service account of \"demo\"";
        try (Instance kbsync = unattended("simulator-service-secret").console(port).start()) {
            ConsoleClient console = new ConsoleClient(port).login();
            assertThat(kbsync.full().state()).isEqualTo(State.COMPLETE);
            assertThat(console.get("/sites/demo").text())
                    .contains(
                            "Using a service account",
                            "simulator-service-client",
                            "CONFLUENCE_SERVICE_ACCOUNT_CLIENT_ID");
            atlassian.control().revokeServiceAccount(true);
            clock.advance(Duration.ofHours(1));

            RunReport report = kbsync.changes();

            assertThat(report.state()).isEqualTo(State.INCOMPLETE);
            assertThat(report.problem()).contains(why, "create another OAuth 2.0 credential");
            assertThat(kbsync.changes().problem()).startsWith("Paused: ").contains(why);
            assertThat(kbsync.bean(SiteStates.class).of(kbsync.bean(Sites.class).get("demo")))
                    .isInstanceOf(WaitingForYou.class);
            Answer page = console.get("/sites/demo");
            assertThat(page.page().select(".badge.bad").eachText())
                    .contains("Using a service account");
            assertThat(page.text()).contains(why).doesNotContain("simulator-service-secret");
            assertThat(console.get("/help").page().expectFirst("#service-account").text())
                    .contains("seen now", why, "admin.atlassian.com");
            assertThat(console.basic("/actuator/health", "password").body())
                    .contains("DOWN", "does not accept the service account");
        }
    }

    @Test
    void anotherSecretIsTriedAtOnce() {
        try (Instance kbsync = unattended("wrong").start()) {
            assertThat(kbsync.changes().problem()).contains("the client secret is wrong");
        }
        try (Instance kbsync = unattended("simulator-service-secret").start()) {
            assertThat(kbsync.changes().state()).isEqualTo(State.COMPLETE);
        }
    }

    @Test
    void oneThatIsEnteredOnTheConsoleIsTriedKeptUsedAndForgotten() {
        try (Instance kbsync =
                Instance.in(folder)
                        .clock(clock)
                        .atlassian(atlassian)
                        .console(port)
                        .set("kbsync.sites.demo.url", atlassian.url())
                        .set("kbsync.sites.demo.spaces", "HANDBOOK")
                        .start()) {
            ConsoleClient console = new ConsoleClient(port).login();
            assertThat(enter(console, "wrong").text())
                    .contains("is stored, encrypted", "does not accept the service account");

            Answer entered = enter(console, "simulator-service-secret");
            assertThat(entered.text()).contains("The service account works", "stored, encrypted");
            assertThat(kbsync.changes().state()).isEqualTo(State.COMPLETE);
            assertThat(entered.text()).contains("service account stored");

            Answer forgotten = console.submit(entered, "form[action$=/forget]", Map.of());
            assertThat(forgotten.text()).contains("Not authorized yet");
            assertThat(kbsync.changes().problem()).contains("is not authorized yet");
        }
    }

    private static Answer enter(ConsoleClient console, String secret) {
        return console.submit(
                console.get("/sites/demo"),
                "form[action$=/service-account]",
                Map.of("clientId", "simulator-service-client", "clientSecret", secret));
    }

    @Test
    void oneThatMayNotUseConfluenceIsToldApartFromAWrongSecret() {
        atlassian.control().serviceAccountScopes(List.of("read:me"));
        try (Instance kbsync = unattended("simulator-service-secret").console(port).start()) {
            RunReport report = kbsync.changes();

            assertThat(report.problem()).contains("insufficient permissions", "service account");
            assertThat(new ConsoleClient(port).login().get("/sites/demo").text())
                    .contains("Insufficient permissions: the service account of \"demo\" lacks");
            assertThat(atlassian.control().tokens().issued())
                    .as("a missing scope is no expiry")
                    .isEqualTo(1);
        }
    }

    @Test
    void halfACredentialStopsTheStart() {
        assertThatThrownBy(() -> unattended("").start().close())
                .hasStackTraceContaining(
                        "The service account of site \"demo\" needs both its client id and its client secret");
    }
}
