package dev.kbsync.vault.store;

import dev.kbsync.database.DataFolder;
import dev.kbsync.database.Leases;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one store that {@code kbsync.tokens.store} names; the others are not created. */
@Configuration(proxyBeanMethods = false)
public class TokenStoreConfiguration {

    private static final String STORE = "kbsync.tokens.store";

    @Bean
    @ConditionalOnProperty(name = STORE, havingValue = "database", matchIfMissing = true)
    public TokenStore databaseTokenStore(JdbcClient jdbc, Leases leases, Clock clock) {
        return new DatabaseTokenStore(jdbc, leases, clock);
    }

    @Bean
    @ConditionalOnProperty(name = STORE, havingValue = "redis")
    public RedisTokenStore redisTokenStore(TokenStoreProperties properties, Clock clock) {
        return RedisTokenStore.connect(properties.redisUrl(), clock);
    }

    @Bean
    @ConditionalOnProperty(name = STORE, havingValue = "file")
    public TokenStore fileTokenStore(
            TokenStoreProperties properties, DataFolder data, Clock clock) {
        Path folder = properties.folder();
        return new FileTokenStore(
                folder == null || folder.toString().isBlank()
                        ? data.path().resolve("tokens")
                        : folder,
                clock);
    }
}
