package dev.kbsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Points per hour and bursts, for OAuth apps only. */
class LimitsTest extends SimulatorTestBase {

    @Test
    void aRequestCostsOnePointAndOneForEachObject() {
        pages("A", "B", "C");
        TestClient gateway =
                gateway("search:confluence", "read:page:confluence", "read:confluence-user");
        gateway.search("type=page");
        assertThat(control.limits().spentThisHour()).isEqualTo(4);
        gateway.get("/wiki/api/v2/pages?limit=2");
        assertThat(control.limits().spentThisHour()).isEqualTo(7);
        gateway.get("/wiki/rest/api/user/current");
        assertThat(control.limits().spentThisHour()).isEqualTo(10);
        gateway.get("/wiki/api/v2/pages/1");
        assertThat(control.limits().spentThisHour()).isEqualTo(11);
        client().search("type=page");
        assertThat(control.limits().spentThisHour()).isEqualTo(11);
    }

    @Test
    void answersSayWhatIsLeft() {
        control.quota(100);
        TestClient.Reply reply = gateway("search:confluence").search("type=page");
        assertThat(reply.header("x-ratelimit-limit")).isEqualTo("100");
        assertThat(reply.header("x-ratelimit-remaining")).isEqualTo("99");
        assertThat(reply.header("x-ratelimit-reset")).isEqualTo("2026-11-22T13:00:00Z");
        assertThat(reply.header("x-ratelimit-nearlimit")).isEmpty();
        assertThat(reply.header("ratelimit-policy")).isEqualTo("\"global-app-quota\";q=100;w=3600");
        assertThat(reply.header("ratelimit")).startsWith("\"global-app-quota\";r=99;t=");
        assertThat(client().search("type=page").header("x-ratelimit-limit")).isEmpty();
    }

    @Test
    void aSpentQuotaRefusesEverythingUntilTheFullHour() {
        control.quota(2);
        TestClient gateway = gateway("search:confluence");
        assertThat(gateway.search("type=page").header("x-ratelimit-nearlimit")).isEmpty();
        gateway.search("type=page");
        TestClient.Reply refused = gateway.search("type=page");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("ratelimit-reason")).isEqualTo("confluence-quota-global-based");
        assertThat(refused.header("x-ratelimit-remaining")).isEqualTo("0");
        // 12:34:56.789 to 13:00:00
        assertThat(refused.header("retry-after")).isEqualTo("1504");
        control.advance(Duration.ofSeconds(1504));
        assertThat(gateway.search("type=page").status()).isEqualTo(200);
        assertThat(control.limits().spentInAll()).isEqualTo(3);
    }

    @Test
    void theLastFifthIsNearTheLimit() {
        control.quota(10);
        TestClient gateway = gateway("search:confluence");
        for (int i = 0; i < 8; i++) {
            assertThat(gateway.search("type=page").header("x-ratelimit-nearlimit")).isEmpty();
        }
        assertThat(gateway.search("type=page").header("x-ratelimit-nearlimit")).isEqualTo("true");
    }

    @Test
    void burstsAreLimitedByRoute() {
        control.burst(2, Duration.ofSeconds(10));
        TestClient gateway = gateway("search:confluence", "read:page:confluence");
        gateway.search("type=page");
        gateway.search("type=page");
        TestClient.Reply refused = gateway.search("type=page");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("ratelimit-reason")).isEqualTo("confluence-burst-based");
        assertThat(refused.header("retry-after")).isEqualTo("11");
        assertThat(gateway.get("/wiki/api/v2/pages").status()).isEqualTo(200);
        control.advance(Duration.ofSeconds(10));
        assertThat(gateway.search("type=page").status()).isEqualTo(200);
        control.burst(0, Duration.ofSeconds(1));
        for (int i = 0; i < 5; i++) {
            assertThat(gateway.search("type=page").status()).isEqualTo(200);
        }
    }
}
