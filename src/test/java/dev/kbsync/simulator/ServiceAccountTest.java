package dev.kbsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.http.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Client credentials at the token endpoint, and the ways in which they are refused. */
class ServiceAccountTest extends SimulatorTestBase {

    private TestClient server() {
        return TestClient.of(simulator.url());
    }

    private static ObjectNode credential() {
        return Json.object()
                .put("grant_type", "client_credentials")
                .put("client_id", "simulator-service-client")
                .put("client_secret", "simulator-service-secret")
                .put("audience", "api.atlassian.com");
    }

    private TestClient.Reply ask(ObjectNode body) {
        return server().json("POST", "/oauth/token", body);
    }

    private int search(TestClient.Reply token) {
        return server().at("/ex/confluence/" + simulator.sites().get(0).cloudId())
                .bearer(token.json().path("access_token").asText())
                .get("/wiki/rest/api/search?cql=type%3Dpage")
                .status();
    }

    private void refused(TestClient.Reply reply, int status, String error) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("error").asText()).isEqualTo(error);
        assertThat(reply.json().has("access_token")).isFalse();
    }

    @Test
    void anAccessTokenForAnHourAndNoRefreshToken() {
        TestClient.Reply token = ask(credential());

        assertThat(token.json().has("refresh_token")).isFalse();
        assertThat(token.json().path("expires_in").asInt()).isEqualTo(3600);
        assertThat(token.json().path("scope").asText()).contains("search:confluence");
        assertThat(search(token)).isEqualTo(200);
        control.advance(Duration.ofHours(1));
        assertThat(search(token)).isEqualTo(401);
    }

    @Test
    void aFormWillDo() {
        TestClient.Reply token =
                server().form(
                                "/oauth/token",
                                Map.of(
                                        "grant_type", "client_credentials",
                                        "client_id", "simulator-service-client",
                                        "client_secret", "simulator-service-secret",
                                        "audience", "api.atlassian.com"));

        assertThat(search(token)).isEqualTo(200);
    }

    @Test
    void aWrongOrRevokedSecretIsAnInvalidClient() {
        refused(ask(credential().put("client_secret", "wrong")), 400, "invalid_client");
        control.revokeServiceAccount(true);
        refused(ask(credential()), 400, "invalid_client");
        control.revokeServiceAccount(false);
        assertThat(ask(credential()).status()).isEqualTo(200);
    }

    @Test
    void theAudienceIsRequired() {
        ObjectNode without = credential();
        without.remove("audience");
        refused(ask(without), 403, "access_denied");
        refused(ask(credential().put("audience", "elsewhere")), 403, "access_denied");
    }

    @Test
    void anAppIsNoServiceAccountAndAServiceAccountNoApp() {
        refused(
                ask(
                        credential()
                                .put("client_id", "simulator-client")
                                .put("client_secret", "simulator-secret")),
                403,
                "unauthorized_client");
        refused(
                ask(credential().put("grant_type", "refresh_token").put("refresh_token", "x")),
                403,
                "unauthorized_client");
    }

    @Test
    void aScopeThatTheCredentialLacksIsMissing() {
        control.serviceAccountScopes(List.of("read:confluence-content.all"));

        TestClient.Reply token = ask(credential());

        assertThat(token.json().path("scope").asText()).isEqualTo("read:confluence-content.all");
        assertThat(search(token)).isEqualTo(401);
    }
}
