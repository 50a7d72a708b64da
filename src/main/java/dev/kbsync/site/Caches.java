package dev.kbsync.site;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Caches whose entries expire by the application's clock, so that a test can own the time. */
public final class Caches {

    private Caches() {}

    /** A cache without a limit or an expiry yet; it does its own upkeep, without other threads. */
    public static Caffeine<Object, Object> by(Clock clock) {
        return Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(
                        () -> {
                            Instant now = clock.instant();
                            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
                        });
    }

    /** Lets every entry expire at a time of its own. */
    public static <K, V> Expiry<K, V> at(Function<V, Instant> until, Clock clock) {
        return Expiry.writing(
                (key, value) -> Duration.between(clock.instant(), until.apply(value)));
    }
}
