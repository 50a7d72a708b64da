package dev.kbsync.authorize.grant;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.authorize.OAuthApp;
import dev.kbsync.authorize.OAuthApps;
import dev.kbsync.confluence.AtlassianHttp;
import dev.kbsync.confluence.AtlassianProperties;
import dev.kbsync.confluence.ConfluenceProperties;
import dev.kbsync.egress.TestEgress;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.site.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a refusal of the token endpoint says to the person who has to mend it. */
class TokenClientTest {

    @ParameterizedTest
    @CsvSource({
        OAuthApps.DEFAULT + ", CONFLUENCE_OAUTH_CLIENT_ID, CONFLUENCE_OAUTH_CLIENT_SECRET",
        "eu, kbsync.oauth.apps.eu.client-id, kbsync.oauth.apps.eu.client-secret"
    })
    void aRejectedAppIsNamedByTheSettingsThatHoldIt(String app, String id, String secret) {
        try (Simulator atlassian = Simulator.start(new SimulatorOptions().port(0))) {
            URI url = URI.create(atlassian.url());
            Duration patience = Duration.ofSeconds(5);
            TokenClient client =
                    new TokenClient(
                            new AtlassianHttp(
                                    new AtlassianProperties(url, url, patience),
                                    TestEgress.direct()),
                            new ConfluenceProperties(patience, patience, patience, 5),
                            Clock.systemUTC());
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
}
