package dev.kbsync.listing.choice;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Weigher;
import dev.kbsync.site.Caches;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Values that several threads ask for at once: the first one loads a value, the others wait for it.
 * Nobody waits for the value of another key, however long that takes to load.
 */
public final class SingleFlight<K, V> {

    private final AsyncCache<K, V> kept;

    /**
     * @param fresh how long a value may be used once it is loaded
     * @param room what all values together may weigh
     */
    public SingleFlight(Duration fresh, long room, Weigher<K, V> weigher, Clock clock) {
        kept =
                Caches.by(clock)
                        .expireAfterWrite(fresh)
                        .maximumWeight(room)
                        .weigher(weigher)
                        .buildAsync();
    }

    /** The value, loaded by this thread or another one; a failure to load it is not kept. */
    public V get(K key, Supplier<V> load) {
        CompletableFuture<V> own = new CompletableFuture<>();
        CompletableFuture<V> first = kept.asMap().putIfAbsent(key, own);
        return first == null ? loaded(own, load) : awaited(first);
    }

    /** Values of these keys are not used any more, those that are being loaded included. */
    public void forget(Predicate<K> keys) {
        kept.asMap().keySet().removeIf(keys);
    }

    private static <V> V loaded(CompletableFuture<V> own, Supplier<V> load) {
        try {
            V value = load.get();
            own.complete(value);
            return value;
        } catch (RuntimeException | Error failure) {
            own.completeExceptionally(failure);
            throw failure;
        }
    }

    private static <V> V awaited(CompletableFuture<V> first) {
        try {
            return first.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
