package dev.kbsync.vault.store;

import dev.kbsync.site.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where credentials are kept; they are encrypted before they come there.
 *
 * @param store which store is used
 * @param folder folder of the file store; empty for {@code tokens} in the data folder
 * @param redisUrl address of the Redis store, {@code redis://} or, with TLS, {@code rediss://}; may
 *     hold user and password
 */
@ConfigurationProperties("kbsync.tokens")
public record TokenStoreProperties(
        @DefaultValue("database") Kind store,
        @Nullable Path folder,
        @DefaultValue("redis://localhost:6379") Secret redisUrl) {

    /** The stores there are. */
    public enum Kind {
        DATABASE,
        REDIS,
        FILE
    }
}
