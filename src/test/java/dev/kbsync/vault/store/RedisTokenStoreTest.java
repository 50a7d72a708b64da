package dev.kbsync.vault.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.site.Secret;
import dev.kbsync.site.SetupException;
import dev.kbsync.vault.store.TokenStore.SealedEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisTokenStoreTest extends TokenStoreContract {

    private TestRedis redis;
    private RedisTokenStore store;
    private RedisTokenStore second;

    @BeforeEach
    void open() {
        redis = TestRedis.start();
        store = RedisTokenStore.connect(redis.url(), clock);
        second = RedisTokenStore.connect(redis.url(), clock);
    }

    @AfterEach
    void close() {
        if (redis != null) { // Null where it could not be started.
            store.close();
            second.close();
            redis.close();
        }
    }

    @Override
    protected TokenStore store() {
        return store;
    }

    @Override
    protected TokenStore reopened() {
        return second;
    }

    @Test
    void whatWasStoredSurvivesARestartOfRedis() {
        store.replace(new SealedEntry("grant-1", 1, "sealed"));

        redis.restart();

        try (RedisTokenStore later = RedisTokenStore.connect(redis.url(), clock)) {
            assertThat(later.find("grant-1")).contains(new SealedEntry("grant-1", 1, "sealed"));
        }
    }

    @Test
    void aServerThatIsGoneIsAPassingFailure() {
        redis.close();

        assertThatThrownBy(() -> store.find("grant-1")).isInstanceOf(UnavailableException.class);
    }

    @Test
    void anAddressWhereNobodyAnswersStopsTheStartWithoutQuotingThePassword() {
        redis.close();
        Secret url = new Secret(redis.url().value().replace("://", "://:hunter2@"));

        assertThatThrownBy(() -> RedisTokenStore.connect(url, clock))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("kbsync.tokens.redis-url")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
        assertThatThrownBy(() -> RedisTokenStore.connect(new Secret("nonsense:hunter2"), clock))
                .isInstanceOf(SetupException.class)
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }
}
