package dev.kbsync.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.simulator.http.Json;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The life of codes, access tokens and refresh tokens. */
class TokensTest extends SimulatorTestBase {
    private static final String CALLBACK = "http://localhost:8501/auth/callback";
    private static final String SCOPES =
            "search:confluence read:confluence-content.all offline_access";

    private TestClient server() {
        return TestClient.of(simulator.url());
    }

    private String code(String scopes) {
        return location(
                        server().form(
                                        "/authorize/consent",
                                        Map.of(
                                                "audience", "api.atlassian.com",
                                                "client_id", "simulator-client",
                                                "scope", scopes,
                                                "redirect_uri", CALLBACK,
                                                "response_type", "code",
                                                "state", "s",
                                                "site", "demo",
                                                "decision", "accept")))
                .replaceAll(".*[?&]code=([^&]+).*", "$1");
    }

    private static String location(TestClient.Reply reply) {
        assertThat(reply.status()).isEqualTo(302);
        return reply.header("location");
    }

    private static ObjectNode grant(String type) {
        return Json.object()
                .put("grant_type", type)
                .put("client_id", "simulator-client")
                .put("client_secret", "simulator-secret");
    }

    private TestClient.Reply exchange(String code) {
        ObjectNode body =
                grant("authorization_code").put("code", code).put("redirect_uri", CALLBACK);
        return server().json("POST", "/oauth/token", body);
    }

    private TestClient.Reply refresh(String token) {
        return server().json(
                        "POST", "/oauth/token", grant("refresh_token").put("refresh_token", token));
    }

    private static String refreshToken(TestClient.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().path("refresh_token").asText();
    }

    private int api(TestClient.Reply tokens) {
        return api(tokens.json().path("access_token").asText());
    }

    private int api(String accessToken) {
        return TestClient.of(simulator.url())
                .bearer(accessToken)
                .at("/ex/confluence/" + site.site().cloudId())
                .search("type=page")
                .status();
    }

    @Test
    void aCodeBecomesTokensThatOpenTheApi() {
        TestClient.Reply reply = exchange(code(SCOPES));
        JsonNode json = reply.json();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(json.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(json.path("expires_in").asInt()).isEqualTo(3600);
        assertThat(json.path("scope").asText())
                .isEqualTo("offline_access read:confluence-content.all search:confluence");
        assertThat(api(reply)).isEqualTo(200);
    }

    @Test
    void accessTokensAreJwts() {
        String token = exchange(code(SCOPES)).json().path("access_token").asText();
        String[] parts = token.split("\\.", -1);
        assertThat(parts).hasSize(3);
        JsonNode claims = Json.read(Base64.getUrlDecoder().decode(parts[1].getBytes(UTF_8)));
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3600);
    }

    @Test
    void formsAreReadLikeJson() {
        TestClient.Reply reply =
                server().form(
                                "/oauth/token",
                                Map.of(
                                        "grant_type", "authorization_code",
                                        "client_id", "simulator-client",
                                        "client_secret", "simulator-secret",
                                        "code", code(SCOPES),
                                        "redirect_uri", CALLBACK));
        assertThat(refreshToken(reply)).isNotEmpty();
    }

    @Test
    void withoutOfflineAccessThereIsNoRefreshToken() {
        assertThat(exchange(code("search:confluence")).json().has("refresh_token")).isFalse();
    }

    @Test
    void aCodeIsGoodOnceForFiveMinutesAndOneAddress() {
        String once = code(SCOPES);
        exchange(once);
        assertThat(exchange(once).status()).isEqualTo(403);
        assertThat(exchange(once).json().path("error_description").asText())
                .isEqualTo("Invalid authorization code");

        String late = code(SCOPES);
        control.advance(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(exchange(late).status()).isEqualTo(403);

        ObjectNode elsewhere =
                grant("authorization_code")
                        .put("code", code(SCOPES))
                        .put("redirect_uri", CALLBACK + "/");
        assertThat(server().json("POST", "/oauth/token", elsewhere).status()).isEqualTo(403);
        assertThat(exchange("made-up").status()).isEqualTo(403);
    }

    @Test
    void aWrongSecretIsRefusedWhateverElseIsRight() {
        ObjectNode body = grant("refresh_token").put("client_secret", "wrong");
        TestClient.Reply reply = server().json("POST", "/oauth/token", body);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().path("error").asText()).isEqualTo("access_denied");
        assertThat(server().send("POST", "/oauth/token", "{", Map.of()).status()).isEqualTo(400);
        assertThat(server().json("POST", "/oauth/token", grant("password")).status())
                .isEqualTo(400);
        assertThat(server().json("POST", "/oauth/token", grant("refresh_token")).status())
                .isEqualTo(400);
    }

    @Test
    void accessTokensEndAfterAnHour() {
        TestClient.Reply tokens = exchange(code(SCOPES));
        control.advance(Duration.ofMinutes(59));
        assertThat(api(tokens)).isEqualTo(200);
        control.advance(Duration.ofMinutes(1));
        assertThat(api(tokens)).isEqualTo(401);
    }

    @Test
    void everyRefreshRotates() {
        String first = refreshToken(exchange(code(SCOPES)));
        TestClient.Reply reply = refresh(first);
        String second = refreshToken(reply);
        assertThat(second).isNotEqualTo(first);
        assertThat(api(reply)).isEqualTo(200);
        assertThat(refreshToken(refresh(second))).isNotEqualTo(second);
    }

    @Test
    void thePreviousTokenWorksForTenMinutesMore() {
        String first = refreshToken(exchange(code(SCOPES)));
        String lost = refreshToken(refresh(first));
        control.advance(Duration.ofMinutes(10));
        String second = refreshToken(refresh(first));
        // Both children of the first token are good: one of the two answers may have been lost.
        assertThat(refresh(second).status()).isEqualTo(200);
        assertThat(refresh(lost).status()).isEqualTo(200);
        assertThat(control.tokens().familiesRevoked()).isZero();
    }

    @Test
    void reuseAfterTheLeewayRevokesTheWholeFamily() {
        String first = refreshToken(exchange(code(SCOPES)));
        String second = refreshToken(refresh(first));
        control.advance(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(refresh(first).status()).isEqualTo(403);
        assertThat(refresh(second).status()).isEqualTo(403);
        assertThat(control.tokens().familiesRevoked()).isEqualTo(1);
    }

    @Test
    void theLastButOneIsTheftEvenWithinTheLeeway() {
        String first = refreshToken(exchange(code(SCOPES)));
        String second = refreshToken(refresh(first));
        String third = refreshToken(refresh(second));
        assertThat(refresh(first).status()).isEqualTo(403);
        assertThat(refresh(third).status()).isEqualTo(403);
    }

    @Test
    void familiesOfDifferentConsentsDoNotSharePunishment() {
        String one = refreshToken(exchange(code(SCOPES)));
        String other = refreshToken(exchange(code(SCOPES)));
        refresh(one);
        control.advance(Duration.ofMinutes(11));
        assertThat(refresh(one).status()).isEqualTo(403);
        assertThat(refresh(other).status()).isEqualTo(200);
    }

    @Test
    void refreshTokensEndAfterNinetyIdleDays() {
        String token = refreshToken(exchange(code(SCOPES)));
        control.advance(Duration.ofDays(89));
        token = refreshToken(refresh(token));
        control.advance(Duration.ofDays(89));
        token = refreshToken(refresh(token));
        control.advance(Duration.ofDays(91));
        TestClient.Reply reply = refresh(token);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().path("error").asText()).isEqualTo("invalid_grant");
        assertThat(reply.json().path("error_description").asText())
                .isEqualTo("Unknown or invalid refresh token.");
    }

    @Test
    void aRefusedRefreshCanBeSpeltOtherwise() {
        control.faults(Fault.always(FaultKind.SPELLING));
        JsonNode json = refresh("unknown").json();
        assertThat(json.path("error").asText()).isEqualTo("unauthorized_client");
        assertThat(json.path("error_description").asText()).isEqualTo("refresh_token is invalid");
    }

    @Test
    void anAnswerWithoutRefreshTokenLeavesTheOldOneGood() {
        String token = refreshToken(exchange(code(SCOPES)));
        control.faults(Fault.times(FaultKind.NO_REFRESH_TOKEN, 1));
        TestClient.Reply reply = refresh(token);
        assertThat(reply.json().has("refresh_token")).isFalse();
        assertThat(api(reply)).isEqualTo(200);
        assertThat(refreshToken(refresh(token))).isNotEmpty();
    }

    @Test
    void aLostAnswerHasRotatedAllTheSame() {
        String token = refreshToken(exchange(code(SCOPES)));
        control.faults(Fault.times(FaultKind.TOKEN_CUT, 1));
        assertThatThrownBy(() -> refresh(token)).isInstanceOf(UncheckedIOException.class);
        assertThat(control.tokens().refreshes()).isEqualTo(1);
        // Within the leeway the client may simply ask again.
        assertThat(refreshToken(refresh(token))).isNotEmpty();
    }

    @Test
    void theTokenEndpointCanFailBeforeItDoesAnything() {
        String token = refreshToken(exchange(code(SCOPES)));
        control.faults(
                Fault.times(FaultKind.TOKEN_429, 1),
                new Fault(FaultKind.TOKEN_500, Json.object().put("count", 1).put("status", 503)));
        assertThat(refresh(token).status()).isEqualTo(429);
        assertThat(refresh(token).status()).isEqualTo(503);
        assertThat(control.tokens().refreshes()).isZero();
        assertThat(refresh(token).status()).isEqualTo(200);
    }

    @Test
    void aGrantCanBeTakenAwayInSeveralWays() {
        TestClient.Reply tokens = exchange(code(SCOPES));
        control.revokeAccess();
        assertThat(api(tokens)).isEqualTo(403);
        TestClient.Reply refreshed = refresh(refreshToken(tokens));
        assertThat(api(refreshed)).isEqualTo(403);
        control.restoreAccess();
        assertThat(api(refreshed)).isEqualTo(200);

        control.expireAccessTokens();
        assertThat(api(refreshed)).isEqualTo(401);
        String next = refreshToken(refresh(refreshToken(refreshed)));
        control.forgetGrants();
        assertThat(refresh(next).status()).isEqualTo(403);

        next = refreshToken(exchange(code(SCOPES)));
        control.expireRefreshTokens();
        assertThat(refresh(next).status()).isEqualTo(403);

        next = refreshToken(exchange(code(SCOPES)));
        control.revokeGrant();
        assertThat(refresh(next).status()).isEqualTo(403);
        assertThat(api(exchange(code(SCOPES)))).isEqualTo(200);
    }

    @Test
    void accessibleResourcesAreNoUsefulList() {
        String token = control.authorize("search:confluence", "offline_access", "read:me").access();
        TestClient.Reply reply =
                TestClient.of(simulator.url())
                        .bearer(token)
                        .get("/oauth/token/accessible-resources");
        assertThat(reply.header("content-type")).isEqualTo("application/json; charset=utf-8");
        assertThat(reply.header("etag")).startsWith("W/\"");
        List<String> ids = reply.json().findValuesAsText("id");
        assertThat(ids).hasSize(3);
        // One site twice, and the configured one is not the first.
        assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(site.site().cloudId());
        JsonNode own = reply.json().get(2);
        assertThat(own.path("url").asText()).isEqualTo(simulator.url());
        assertThat(own.path("name").asText()).isEqualTo("demo");
        assertThat(own.path("scopes").toString()).isEqualTo("[\"search:confluence\"]");
        assertThat(reply.json().at("/0/scopes/0").asText()).isEqualTo("read:jira-work");
    }

    @Test
    void onlyTheSitesOfTheGrantAreOpen() {
        String second = control.site("second").site().cloudId();
        TestClient gateway =
                TestClient.of(simulator.url())
                        .bearer(
                                control.authorize(List.of("search:confluence"), List.of("demo"))
                                        .access());
        assertThat(gateway.at("/ex/confluence/" + second).search("type=page").status())
                .isEqualTo(401);
        // A later consent adds the site, and tokens that are out already see it.
        control.authorize(List.of("search:confluence"), List.of("second"));
        assertThat(gateway.at("/ex/confluence/" + second).search("type=page").status())
                .isEqualTo(200);
        assertThat(gateway.at("/ex/confluence/no-such-id").search("type=page").status())
                .isEqualTo(404);
    }

    @Test
    void theProfileNeedsItsScope() {
        TestClient server = TestClient.of(simulator.url());
        assertThat(
                        server.bearer(control.authorize("read:me").access())
                                .get("/me")
                                .json()
                                .path("name")
                                .asText())
                .isEqualTo("Robin Sato");
        assertThat(
                        server.bearer(control.authorize("search:confluence").access())
                                .get("/me")
                                .status())
                .isEqualTo(403);
        assertThat(server.get("/me").status()).isEqualTo(401);
        assertThat(server.get("/oauth/token/accessible-resources").status()).isEqualTo(401);
    }

    @Test
    void theCloudIdIsForEverybody() {
        assertThat(server().get("/_edge/tenant_info").json().path("cloudId").asText())
                .isEqualTo(site.site().cloudId());
        assertThat(
                        TestClient.of(control.site("second").site().url())
                                .get("/_edge/tenant_info")
                                .json()
                                .path("cloudId")
                                .asText())
                .isNotEqualTo(site.site().cloudId());
    }
}
