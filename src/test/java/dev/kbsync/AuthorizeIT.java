package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.ConsoleClient.Answer;
import dev.kbsync.console.Log;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.history.RunStore;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Sites;
import dev.kbsync.site.SpaceChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From consent to documents, and every way in which consent goes wrong, told in one sentence. */
class AuthorizeIT {

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private final int port = ConsoleClient.freePort();
    private Simulator atlassian;
    private Instance kbsync;
    private ConsoleClient console;

    @BeforeEach
    void start() {
        atlassian =
                Simulator.start(
                        new SimulatorOptions()
                                .port(0)
                                .sites(3)
                                .indexDelay(Duration.ZERO)
                                .clock(clock));
        kbsync = instance().start();
        console = new ConsoleClient(port).login();
    }

    private Instance.Builder instance() {
        return Instance.in(folder)
                .clock(clock)
                .atlassian(atlassian)
                .console(port)
                .set("kbsync.sites.demo.url", atlassian.sites().get(0).url())
                .set("kbsync.sites.demo.spaces", "");
    }

    @AfterEach
    void stop() {
        kbsync.close();
        atlassian.close();
    }

    @Test
    void consentOnceChooseSpacesAndTheDocumentsCome() {
        Answer callback = console.accept(console.authorize("demo"));
        assertThat(callback.location().getPath()).isEqualTo("/auth/callback");
        assertThat(callback.location().getQuery()).isNull();
        assertThat(callback.text()).contains("Authorized", "demo");

        assertThat(console.get("/sites/demo").text()).contains("Using OAuth2 authentication");
        Answer spaces = console.get("/sites/demo/spaces");
        assertThat(spaces.text()).contains("HANDBOOK");
        assertThat(console.get("/sites/demo/spaces/HANDBOOK").text()).contains("Your first week");

        console.submit(spaces, "form", Map.of("space", "HANDBOOK"));
        assertThat(kbsync.bean(Sites.class).get("demo").spaces())
                .isEqualTo(SpaceChoice.of(List.of("HANDBOOK")));
        Eventually.assertThat(
                () ->
                        !kbsync.bean(RunStore.class).latest("demo", 1).isEmpty()
                                && kbsync.bean(RunStore.class).latest("demo", 1).get(0).state()
                                        == State.COMPLETE);
        assertThat(kbsync.files()).hasSizeGreaterThan(10);
        assertThat(console.get("/").text()).contains("complete", "delivered");
    }

    @Test
    void theOtherCallbackPathWorksToo() {
        kbsync.close();
        kbsync =
                instance()
                        .set(
                                "kbsync.oauth.redirect-uri",
                                "http://localhost:" + port + "/pages/auth/callback")
                        .start();
        console = new ConsoleClient(port).login();

        Answer callback = console.accept(console.authorize("demo"));

        assertThat(callback.location().getPath()).isEqualTo("/pages/auth/callback");
        assertThat(callback.text()).contains("Authorized");
    }

    @Test
    void aSiteThatTheConsentReachesBesidesIsOneClickAway() {
        Answer callback = console.accept(console.authorize("demo"));
        assertThat(callback.text()).contains("reaches more sites", "second", "third");

        Answer added =
                console.submit(
                        callback,
                        "form[action=/auth/sites]",
                        Map.of("cloudId", atlassian.sites().get(1).cloudId()));

        assertThat(added.text()).contains("Using OAuth2 authentication");
        assertThat(console.get("/").text())
                .contains(atlassian.sites().get(1).url())
                .doesNotContain(atlassian.sites().get(2).url());
    }

    @Test
    void allSitesThatTheConsentReachesAreOneClickAway() {
        Answer callback = console.accept(console.authorize("demo"));

        Answer added = console.submit(callback, "form[action=/auth/sites]", Map.of());

        assertThat(added.location().getPath()).isEqualTo("/");
        assertThat(added.text())
                .contains("localhost, localhost-2 are authorized with the same consent")
                .contains(atlassian.sites().get(1).url(), atlassian.sites().get(2).url());
        assertThat(console.get("/sites/localhost-2").text())
                .contains("Using OAuth2 authentication");
    }

    @Test
    void addingNoneOfTheSitesIsToldAndASiteOutOfReachAddsNone() {
        Answer callback = console.accept(console.authorize("demo"));
        String csrf = callback.page().select("input[name=_csrf]").val();
        String second = atlassian.sites().get(1).cloudId();

        Answer none = console.post("/auth/sites", List.of("_csrf=" + csrf));
        Answer strange =
                console.post(
                        "/auth/sites",
                        List.of("_csrf=" + csrf, "cloudId=" + second, "cloudId=elsewhere"));

        assertThat(none.text()).contains("Choose at least one site.");
        assertThat(strange.text()).contains("The consent does not reach that site.");
        assertThat(console.get("/").text()).doesNotContain(atlassian.sites().get(1).url());
    }

    @Test
    void accessTokensRefreshThemselvesAndTheRotatedTokenIsKept() {
        authorizeAndChoose();
        for (int hour = 0; hour < 4; hour++) {
            assertThat(kbsync.changes().problem()).isEmpty();
            clock.advance(Duration.ofMinutes(58));
        }

        assertThat(refreshes()).isEqualTo(3);
    }

    @Test
    void aTokenRefusedBeforeItsTimeIsRefreshedOnce() {
        authorizeAndChoose();
        kbsync.changes();
        atlassian.control().expireAccessTokens();

        assertThat(kbsync.changes().problem()).isEmpty();

        assertThat(refreshes()).isEqualTo(1);
    }

    @Test
    void theAuthorizationSurvivesARestart() {
        authorizeAndChoose();
        kbsync.close();
        clock.advance(Duration.ofHours(2));
        kbsync = instance().start();

        assertThat(kbsync.changes().state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void aRefreshAnswerWithoutARefreshTokenKeepsTheOldOne() {
        authorizeAndChoose();
        atlassian.control().faults(Fault.times(FaultKind.NO_REFRESH_TOKEN, 1));
        clock.advance(Duration.ofHours(1));
        assertThat(kbsync.changes().problem()).isEmpty();
        clock.advance(Duration.ofHours(1));

        assertThat(kbsync.changes().problem()).isEmpty();
    }

    @Test
    void aTokenEndpointThatIsDownDoesNotLoseTheGrant() {
        authorizeAndChoose();
        clock.advance(Duration.ofHours(1));
        atlassian.control().faults(Fault.always(FaultKind.TOKEN_500));
        assertThat(kbsync.changes().problem()).contains("authorization server answered 500");

        atlassian.control().clearFaults();
        assertThat(kbsync.changes().state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void anExpiredRefreshTokenIsALostAuthorization() {
        authorizeAndChoose();
        clock.advance(Duration.ofHours(2));
        atlassian.control().expireRefreshTokens();

        RunReport report = kbsync.changes();

        assertThat(report.state()).isEqualTo(State.INCOMPLETE);
        assertThat(report.problem())
                .contains("The authorization of \"demo\" is lost", "authorize the site again");
        assertThat(console.get("/").text()).contains("The authorization of \"demo\" is lost");
        assertThat(console.get("/sites/demo").page().select(".note").eachText())
                .as("told once, above what it means")
                .filteredOn(note -> note.contains("is lost"))
                .hasSize(1);
        int refreshes = refreshes();
        kbsync.changes();
        assertThat(refreshes()).as("a lost grant is not asked for again").isEqualTo(refreshes);

        console.accept(console.authorize("demo"));
        assertThat(kbsync.changes().state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void theOtherSpellingOfALostGrantIsUnderstoodToo() {
        authorizeAndChoose();
        clock.advance(Duration.ofHours(2));
        atlassian.control().expireRefreshTokens();
        atlassian.control().faults(Fault.always(FaultKind.SPELLING));

        assertThat(kbsync.changes().problem()).contains("is lost (unauthorized_client)");
    }

    @Test
    void revokedAccessIsToldAsSuch() {
        authorizeAndChoose();
        atlassian.control().revokeAccess();

        assertThat(kbsync.changes().problem())
                .contains(
                        "The access of kbsync to \"demo\" was revoked", "authorize the site again");
    }

    @Test
    void aWrongClientSecretIsNotTakenForADeniedConsent() {
        kbsync.close();
        kbsync = instance().set("kbsync.oauth.client-secret", "wrong").start();
        console = new ConsoleClient(port).login();

        Answer callback = console.accept(console.authorize("demo"));

        assertThat(callback.text()).contains("client secret", "CONFLUENCE_OAUTH_CLIENT_SECRET");
        assertThat(callback.page().html()).doesNotContain("wrong\"");
        assertThat(failedConsents("demo")).singleElement().asString().contains("client secret");
    }

    @Test
    void aSecretThatBecomesWrongDoesNotLoseTheGrant() {
        authorizeAndChoose();
        kbsync.close();
        clock.advance(Duration.ofHours(1));
        kbsync = instance().set("kbsync.oauth.client-secret", "wrong").start();
        assertThat(kbsync.changes().problem()).contains("client id or the client secret is wrong");
        kbsync.close();

        kbsync = instance().start();
        assertThat(kbsync.changes().state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void aDeniedConsentIsToldAndStoresNothing() {
        Answer consent = console.authorize("demo");
        Answer callback = console.submit(consent, "form", Map.of("decision", "cancel"));

        assertThat(callback.text()).contains("Not authorized", "The consent was cancelled");
        assertThat(callback.page().select("main a.button").attr("href")).isEqualTo("/sites/demo");
        assertThat(failedConsents("demo")).singleElement().asString().contains("was cancelled");
        assertThat(console.get("/sites/demo").text()).contains("Not authorized yet");
    }

    @Test
    void aForgedOrReplayedCallbackIsAStateMismatch() {
        assertThat(console.get("/auth/callback?code=stolen").text()).contains("State mismatch");
        assertThat(console.get("/auth/callback?code=stolen&state=invented").text())
                .contains("State mismatch");

        // The state of another session.
        ConsoleClient other = new ConsoleClient(port).login();
        String state = parameter(console.authorize("demo"), "state");
        assertThat(other.get("/auth/callback?code=stolen&state=" + state).text())
                .contains("State mismatch");

        Answer consent = console.authorize("demo");
        console.accept(consent);
        String used = parameter(consent, "state");
        assertThat(console.get("/auth/callback?code=again&state=" + used).text())
                .contains("State mismatch");
        assertThat(console.get("/sites/demo").text()).contains("Using OAuth2 authentication");
    }

    @Test
    void aCallbackThatComesTooLateIsAStateMismatch() {
        Answer consent = console.authorize("demo");
        clock.advance(Duration.ofMinutes(16));

        assertThat(console.accept(consent).text()).contains("State mismatch");
        assertThat(failedConsents("demo")).singleElement().asString().contains("State mismatch");
    }

    @Test
    void everyFailedConsentIsLogged() {
        Log log =
                Log.during(
                        () -> {
                            console.get("/auth/callback?code=stolen&state=invented");
                            console.submit(
                                    console.authorize("demo"),
                                    "form",
                                    Map.of("decision", "cancel"));
                            Answer consent = console.authorize("demo");
                            consent.page().expectFirst("#site-demo").removeAttr("checked");
                            console.accept(consent);
                        });

        assertThat(log.lines())
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line).contains("no site", "State mismatch"),
                        line -> assertThat(line).contains("\"demo\"", "was cancelled"),
                        line -> assertThat(line).contains("\"demo\"", "does not reach"));
        assertThat(String.join("", log.lines())).doesNotContain("stolen", "invented");
        assertThat(failedConsents("demo")).hasSize(2);
    }

    @Test
    void aSiteThatIsRemovedDuringItsConsentLeavesNothing() {
        Answer added =
                console.submit(
                        console.get("/"),
                        "form[action=/sites]",
                        Map.of("url", atlassian.sites().get(1).url()));
        Answer consent = console.authorize("localhost");
        console.submit(added, "form[action$=/remove]", Map.of());

        assertThat(console.accept(consent).text())
                .contains("Not authorized", "There is no site \"localhost\"");
    }

    @Test
    void twoTabsDoNotSpoilEachOther() {
        Answer one = console.authorize("demo");
        Answer two = console.authorize("demo");

        assertThat(console.accept(one).text()).contains("kbsync may read demo now");
        assertThat(console.accept(two).text()).contains("kbsync may read demo now");
    }

    @Test
    void hostileErrorTextsAreNotRepeated() {
        Answer answer =
                console.get(
                        "/auth/callback?error=%3Cscript%3Ealert(1)%3C/script%3E&error_description=call+0900+now");

        assertThat(answer.page().html()).doesNotContain("alert(1)", "0900");
    }

    @Test
    void aGrantWithoutTheConfiguredSiteIsTold() {
        Answer consent = console.authorize("demo");
        consent.page().expectFirst("#site-demo").removeAttr("checked");

        Answer callback = console.accept(consent);

        assertThat(callback.text())
                .contains(
                        "Not authorized",
                        "The grant does not reach " + atlassian.sites().get(0).url());
        assertThat(console.get("/sites/demo").text()).contains("Not authorized yet");
    }

    @Test
    void missingScopesAreToldAtTheConsentAndAtARun() {
        atlassian.control().grantAtMost(Set.of("read:confluence-content.all", "offline_access"));

        Answer callback = console.accept(console.authorize("demo"));
        assertThat(callback.text())
                .contains(
                        "Authorized, but with too few permissions",
                        "Insufficient permissions",
                        "search:confluence");
        Answer page = console.get("/sites/demo");
        assertThat(page.page().select(".badge.good").eachText())
                .doesNotContain("Using OAuth2 authentication");
        assertThat(page.text()).contains("Insufficient permissions: the grant of \"demo\" lacks");
        Answer help = console.get("/help");
        assertThat(help.page().expectFirst("#permissions").text()).contains("seen now");
        assertThat(help.page().expectFirst("#not-refreshing").text()).contains("not seen");

        kbsync.bean(Sites.class).chooseSpaces("demo", SpaceChoice.ALL);
        assertThat(kbsync.changes().problem())
                .contains("insufficient permissions", "search:confluence");
        assertThat(refreshes()).as("a missing scope is no expiry").isZero();
    }

    @Test
    void anUnregisteredRedirectUriEndsOnAtlassiansPage() {
        kbsync.close();
        kbsync =
                instance()
                        .set("kbsync.oauth.redirect-uri", "https://kb.example.com/auth/callback")
                        .start();
        console = new ConsoleClient(port).login();

        assertThat(console.authorize("demo").text()).contains("redirect_uri is not registered");
        assertThat(console.get("/sites/demo").text())
                .contains(
                        "register exactly this callback URL",
                        "https://kb.example.com/auth/callback");
    }

    @Test
    void withoutAnAppTheConsoleSaysSoAndUsesTheApiToken() {
        kbsync.close();
        kbsync =
                instance()
                        .set("kbsync.oauth.client-id", "")
                        .set("kbsync.sites.demo.email", "bot@example.com")
                        .set("kbsync.sites.demo.api-token", "simulator-token")
                        .start();
        console = new ConsoleClient(port).login();

        Answer overview = console.get("/");
        assertThat(overview.text()).contains("OAuth2 not configured. Using legacy API token");
        assertThat(overview.page().select(".badge.good")).isEmpty();
        assertThat(kbsync.run("demo", RunKind.CHANGES).problem()).contains("No space");
    }

    @Test
    void bothWaysStandSideBySideAndCanBeChosen() {
        authorizeAndChoose();
        Answer page = console.get("/sites/demo");
        page =
                console.submit(
                        page,
                        "form[action$=/api-token]",
                        Map.of("email", "bot@example.com", "token", "simulator-token"));
        assertThat(page.text()).contains("Using legacy API token");
        assertThat(kbsync.changes().state()).isEqualTo(State.COMPLETE);

        page = console.submit(page, "form[action$=/prefer]", Map.of());
        assertThat(page.text()).contains("Using OAuth2 authentication");
    }

    @Test
    void aWrongApiTokenIsTold() {
        Answer page = console.get("/sites/demo");
        Answer entered =
                console.submit(
                        page,
                        "form[action$=/api-token]",
                        Map.of("email", "bot@example.com", "token", "wrong"));
        assertThat(entered.text())
                .contains("Confluence does not accept the API token of \"demo\"")
                .doesNotContain("in use");
        assertThat(entered.page().select(".badge.bad").eachText())
                .contains("Using legacy API token");
        kbsync.bean(Sites.class).chooseSpaces("demo", SpaceChoice.ALL);

        RunReport report = kbsync.changes();

        assertThat(report.problem()).containsAnyOf("API token is wrong", "access denied");
        assertThat(console.get("/sites/demo/spaces").text())
                .contains(report.problem().substring(0, 20));
    }

    @Test
    void aTokenThatWorksIsToldAsSuchAndMendsAWrongOne() {
        for (String token : List.of("wrong", "simulator-token")) {
            console.submit(
                    console.get("/sites/demo"),
                    "form[action$=/api-token]",
                    Map.of("email", "bot@example.com", "token", token));
        }

        Answer page = console.get("/sites/demo");
        assertThat(page.page().select(".badge.bad")).isEmpty();
        assertThat(page.text()).doesNotContain("does not accept");
    }

    @Test
    void aSiteWithAnotherNameIsNotAuthorizedYet() {
        authorizeAndChoose();
        kbsync.close();
        kbsync =
                Instance.in(folder)
                        .clock(clock)
                        .atlassian(atlassian)
                        .console(port)
                        .set("kbsync.sites.renamed.url", atlassian.sites().get(0).url())
                        .set("kbsync.sites.renamed.spaces", "HANDBOOK")
                        .start();

        assertThat(kbsync.run("renamed", RunKind.CHANGES).problem())
                .contains("\"renamed\" is not authorized yet")
                .doesNotContain("token store");
    }

    private List<String> failedConsents(String site) {
        return kbsync.bean(Audit.class).authorizations(site, 20).stream()
                .filter(event -> event.kind() == AuditEntry.Kind.CONSENT_FAILED)
                .map(AuditEntry::detail)
                .toList();
    }

    private void authorizeAndChoose() {
        console.accept(console.authorize("demo"));
        kbsync.bean(Sites.class).chooseSpaces("demo", SpaceChoice.of(List.of("HANDBOOK")));
    }

    private int refreshes() {
        return atlassian.control().stats().at("/tokens/refreshes").asInt(-1);
    }

    private static String parameter(Answer page, String name) {
        for (String pair : page.location().getRawQuery().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        throw new AssertionError("No " + name + " in " + page.location());
    }
}
