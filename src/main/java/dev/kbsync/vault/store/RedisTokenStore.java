package dev.kbsync.vault.store;

import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.database.Leases;
import dev.kbsync.site.Secret;
import dev.kbsync.site.SetupException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Credentials in Redis: a hash for each entry. What must be looked at and changed in one go is a
 * script, which Redis runs alone. As durable as Redis is set up to be: {@code appendonly yes} and
 * {@code appendfsync always}.
 */
public final class RedisTokenStore implements TokenStore, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisTokenStore.class);

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** The braces keep all keys on one node of a Redis cluster, so that scripts may use several. */
    private static final String PREFIX = "{kbsync}:";

    private static final String IDS = PREFIX + "ids";

    private static final String REPLACE =
            """
            if (redis.call('HGET', KEYS[1], 'version') or '0') ~= ARGV[1] then return 0 end
            redis.call('HSET', KEYS[1], 'version', ARGV[2], 'sealed', ARGV[3])
            redis.call('SADD', KEYS[2], ARGV[4])
            return 1
            """;

    private static final String REMOVE =
            """
            redis.call('DEL', KEYS[1])
            return redis.call('SREM', KEYS[2], ARGV[1])
            """;

    private static final String ACQUIRE =
            """
            local lease = redis.call('HMGET', KEYS[1], 'holder', 'until')
            if lease[1] and lease[1] ~= ARGV[1] and tonumber(lease[2]) > tonumber(ARGV[3]) then return 0 end
            redis.call('HSET', KEYS[1], 'holder', ARGV[1], 'until', ARGV[2])
            redis.call('PEXPIRE', KEYS[1], ARGV[4])
            return 1
            """;

    private static final String RELEASE =
            """
            if redis.call('HGET', KEYS[1], 'holder') == ARGV[1] then return redis.call('DEL', KEYS[1]) end
            return 0
            """;

    private final String where;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final Clock clock;

    private RedisTokenStore(RedisURI uri, RedisClient client, Clock clock) {
        this.where = uri.getHost() + ":" + uri.getPort();
        this.client = client;
        this.connection = client.connect();
        this.clock = clock;
    }

    /**
     * Connects.
     *
     * @throws SetupException with one sentence, if this is not an address or nothing answers there
     */
    public static RedisTokenStore connect(Secret url, Clock clock) {
        RedisURI uri;
        try {
            uri = RedisURI.create(url.value());
        } catch (RuntimeException e) {
            // The cause would quote the address, and with it the password.
            throw new SetupException(
                    "kbsync.tokens.redis-url is not the address of a Redis server; write redis://host:6379 or rediss://user:password@host:6379");
        }
        uri.setTimeout(TIMEOUT);
        RedisClient client = RedisClient.create(uri);
        client.setOptions(
                ClientOptions.builder()
                        // While Redis is away commands fail at once instead of queueing up.
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
                        .build());
        try {
            RedisTokenStore store = new RedisTokenStore(uri, client, clock);
            store.warnIfForgetful();
            return store;
        } catch (RedisException | UnavailableException e) {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
            throw new SetupException(
                    "The token store cannot be reached: no Redis answers at %s:%d (%s); check kbsync.tokens.redis-url."
                            .formatted(uri.getHost(), uri.getPort(), e.getClass().getSimpleName()));
        }
    }

    /** A refresh token that Redis forgets in a restart is an authorization lost. */
    private void warnIfForgetful() {
        String info = ask(redis -> redis.info("persistence") + redis.info("memory"));
        if (info.contains("aof_enabled:0")) {
            log.warn(
                    "Redis at {} keeps no append-only file, so its restart may lose authorizations; set appendonly yes and appendfsync always",
                    where);
        }
        if (info.contains("maxmemory_policy:") && !info.contains("maxmemory_policy:noeviction")) {
            log.warn(
                    "Redis at {} may evict keys when memory is short, and authorizations with them; set maxmemory-policy noeviction",
                    where);
        }
    }

    @Override
    public Optional<SealedEntry> find(String id) {
        Map<String, String> entry = ask(redis -> redis.hgetall(key(id)));
        String version = entry.get("version");
        String sealed = entry.get("sealed");
        return version == null || sealed == null
                ? Optional.empty()
                : Optional.of(new SealedEntry(id, Long.parseLong(version), sealed));
    }

    @Override
    public List<String> ids() {
        return ask(redis -> redis.smembers(IDS)).stream().sorted().toList();
    }

    @Override
    public boolean replace(SealedEntry entry) {
        return done(
                REPLACE,
                new String[] {key(entry.id()), IDS},
                Long.toString(entry.version() - 1),
                Long.toString(entry.version()),
                entry.sealed(),
                entry.id());
    }

    @Override
    public void remove(String id) {
        done(REMOVE, new String[] {key(id), IDS}, id);
    }

    @Override
    public boolean acquire(String id, String holder, Duration length) {
        String before = ask(redis -> redis.hget(lease(id), "holder"));
        if (before != null && Leases.knownDead(before)) {
            release(id, before);
        }
        long now = clock.millis();
        return done(
                ACQUIRE,
                new String[] {lease(id)},
                holder,
                Long.toString(now + length.toMillis()),
                Long.toString(now),
                // Only to leave nothing behind; who may have it is decided by "until".
                Long.toString(2 * length.toMillis()));
    }

    @Override
    public void release(String id, String holder) {
        done(RELEASE, new String[] {lease(id)}, holder);
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }

    private boolean done(String script, String[] keys, String... values) {
        Long result =
                ask(redis -> redis.<Long>eval(script, ScriptOutputType.INTEGER, keys, values));
        return result != null && result == 1;
    }

    private <T> T ask(Function<RedisCommands<String, String>, T> question) {
        try {
            return question.apply(connection.sync());
        } catch (RedisException e) {
            throw new UnavailableException(
                    "The token store, Redis at %s, does not answer (%s); it is tried again."
                            .formatted(where, e.getClass().getSimpleName()),
                    e);
        }
    }

    private static String key(String id) {
        return PREFIX + "entry:" + id;
    }

    private static String lease(String id) {
        return PREFIX + "lease:" + id;
    }
}
