package dev.kbsync.authorize.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.kbsync.authorize.OAuthApp;
import dev.kbsync.authorize.OAuthApps;
import dev.kbsync.authorize.ServiceAccount;
import dev.kbsync.authorize.grant.TokenClient.Tokens;
import dev.kbsync.confluence.AtlassianHttp;
import dev.kbsync.confluence.AtlassianProperties;
import dev.kbsync.confluence.ConfluenceProperties;
import dev.kbsync.egress.TestEgress;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.site.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers of the token endpoint mean, and what a refusal says to who has to mend it. */
class TokenClientTest {

    @ParameterizedTest
    @CsvSource({
        OAuthApps.DEFAULT + ", CONFLUENCE_OAUTH_CLIENT_ID, CONFLUENCE_OAUTH_CLIENT_SECRET",
        "eu, kbsync.oauth.apps.eu.client-id, kbsync.oauth.apps.eu.client-secret"
    })
    void aRejectedAppIsNamedByTheSettingsThatHoldIt(String app, String id, String secret) {
        try (Simulator atlassian = Simulator.start(new SimulatorOptions().port(0))) {
            URI url = URI.create(atlassian.url());
            TokenClient client = client(url);
            OAuthApp wrong =
                    new OAuthApp(
                            app,
                            "simulator-client",
                            new Secret("wrong"),
                            url.toString(),
                            List.of());

            assertThatThrownBy(() -> client.exchange(wrong, "code"))
                    .isInstanceOf(AppRejectedException.class)
                    .hasMessageContainingAll(id, secret);
        }
    }

    private static TokenClient client(URI url) {
        Duration patience = Duration.ofSeconds(5);
        return new TokenClient(
                new AtlassianHttp(new AtlassianProperties(url, url, patience), TestEgress.direct()),
                new ConfluenceProperties(patience, patience, patience, 5),
                Clock.systemUTC());
    }

    /** Asks for a service account an endpoint that has one answer only. */
    private static Tokens answered(int status, String body) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        try {
            return client(URI.create("http://localhost:" + server.getAddress().getPort()))
                    .clientCredentials(new ServiceAccount("id", new Secret("secret")));
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3600, PT1H",
        "'\"1800\"', PT30M",
        "'\"soon\"', PT1H",
        "null, PT1H",
        "0, PT1M",
        "-7, PT1M",
        "1e30, PT24H",
        "99999999999999999999, PT24H"
    })
    void aLifetimeThatCannotBeIsNotBelieved(String seconds, Duration lifetime) throws IOException {
        assertThat(answered(200, "{\"access_token\":\"t\",\"expires_in\":" + seconds + "}"))
                .isEqualTo(new Tokens(new Secret("t"), null, lifetime, new TreeSet<>()));
    }

    @Test
    void aLifetimeThatIsMissingIsAnHour() throws IOException {
        assertThat(answered(200, "{\"access_token\":\"t\"}").lifetime())
                .isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null"})
    void anEmptyRefreshTokenIsNone(String none) throws IOException {
        assertThat(
                        answered(200, "{\"access_token\":\"t\",\"refresh_token\":" + none + "}")
                                .refreshToken())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | <html>Log in</html> | UnavailableException",
                "200 | {\"access_token\":\"\"} | UnavailableException",
                "200 | {\"access_token\":null} | UnavailableException",
                "200 | {\"access_token\":{}} | UnavailableException",
                "200 | [] | UnavailableException",
                "403 | <html>Blocked</html> | UnavailableException",
                "503 | {} | UnavailableException",
                "429 | {} | RateLimitedException",
                "400 | {\"error\":\"invalid_client\"} | AppRejectedException",
                "401 | {\"error\":\"access_denied\"} | AppRejectedException",
                "403 | {\"error\":\"unauthorized_client\"} | GrantLostException",
                "403 | {\"error\":\"access_denied\"} | GrantLostException"
            })
    void whatIsNoTokenIsARefusalOrAPassingFailure(int status, String body, String failure) {
        assertThatThrownBy(() -> answered(status, body))
                .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(failure));
    }
}
