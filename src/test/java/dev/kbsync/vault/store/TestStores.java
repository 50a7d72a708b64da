package dev.kbsync.vault.store;

import dev.kbsync.database.TestDatabase;
import dev.kbsync.site.Secret;
import java.nio.file.Path;
import java.time.Clock;

/** Each store as the application makes it, without the application. */
public final class TestStores {

    private TestStores() {}

    /** Which store, and where. */
    public record Place(String kind, Path folder, String address) {

        /** The store as a process sees it that has just started. */
        public TokenStore open(TestDatabase database, Clock clock) {
            return switch (kind) {
                case "redis" -> RedisTokenStore.connect(new Secret(address), clock);
                case "file" -> new FileTokenStore(folder.resolve("tokens"), clock);
                default -> new DatabaseTokenStore(database.jdbc(), database.leases(clock), clock);
            };
        }
    }

    /** Gives back what a store holds open. */
    public static void close(TokenStore store) {
        if (store instanceof RedisTokenStore redis) {
            redis.close();
        }
    }
}
