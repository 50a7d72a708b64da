package dev.kbsync.authorize.grant;

import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.database.Leases;
import dev.kbsync.vault.store.TokenStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One at a time asks for new tokens of one entry of the token store, across threads (a lock) and
 * processes (a lease in the store).
 */
@Component
public class TokenTurns {

    private static final Logger log = LoggerFactory.getLogger(TokenTurns.class);

    /**
     * Longer than the longest answer of the token endpoint; a process that died blocks no longer.
     */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(20);

    private final TokenStore tokens;
    private final String holder = Leases.newHolder();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    public TokenTurns(TokenStore tokens) {
        this.tokens = tokens;
    }

    /**
     * Does something while nobody else does it for the same entry, unless somebody else has made it
     * superfluous.
     *
     * @param id name of the entry
     * @param site whose request needs it, for messages
     * @param meanwhile what makes it superfluous, looked for while others have their turn and once
     *     more before the work; null if it is still needed
     * @param work gives what is wanted
     * @throws UnavailableException if another process takes too long, or the store is away
     */
    <T> T take(String id, String site, Supplier<@Nullable T> meanwhile, Supplier<T> work) {
        ReentrantLock lock = locks.computeIfAbsent(id, unused -> new ReentrantLock());
        lock.lock();
        try {
            return takeAcrossProcesses(id, site, meanwhile, work);
        } finally {
            lock.unlock();
        }
    }

    private <T> T takeAcrossProcesses(
            String id, String site, Supplier<@Nullable T> meanwhile, Supplier<T> work) {
        long waitUntil = System.nanoTime() + LEASE.multipliedBy(2).toNanos();
        while (!tokens.acquire(id, holder, LEASE)) {
            T found = meanwhile.get();
            if (found != null) {
                return found;
            }
            if (System.nanoTime() > waitUntil) {
                throw new UnavailableException(
                        "Another process refreshes the access token of \""
                                + site
                                + "\" and does not finish.");
            }
            pause();
        }
        try {
            T found = meanwhile.get();
            return found == null ? work.get() : found;
        } finally {
            release(id);
        }
    }

    /** Whatever comes of it must not hide what came of the work; the lease lapses anyway. */
    private void release(String id) {
        try {
            tokens.release(id, holder);
        } catch (RuntimeException e) {
            log.warn("The lease of {} cannot be given back: {}", id, e.getMessage());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "Waiting for another process's refresh was interrupted.");
        }
    }
}
