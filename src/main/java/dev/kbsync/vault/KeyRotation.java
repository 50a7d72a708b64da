package dev.kbsync.vault;

import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.database.Leases;
import dev.kbsync.vault.store.TokenStore;
import dev.kbsync.vault.store.TokenStore.SealedEntry;
import java.time.Duration;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Encrypts what is stored with the present key, so that older keys can go. */
@Component
public class KeyRotation {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TokenStore store;
    private final Vault vault;
    private final VaultKeys keys;
    private final ApplicationEventPublisher events;
    private final String holder = Leases.newHolder();

    public KeyRotation(
            TokenStore store, Vault vault, VaultKeys keys, ApplicationEventPublisher events) {
        this.store = store;
        this.vault = vault;
        this.keys = keys;
        this.events = events;
    }

    /**
     * What became of the stored credentials.
     *
     * @param encrypted how many are encrypted with the present key now and were not before
     * @param already how many were before
     * @param unreadable ids of those that no key opens
     * @param dropped whether those were removed
     */
    public record Result(int encrypted, int already, List<String> unreadable, boolean dropped) {

        public Result {
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * Generates a key that seals from now on; running servers find it by themselves.
     *
     * @throws IllegalStateException if somebody has set the key: then a new one is set, too
     */
    public void newKey() {
        if (!keys.own()) {
            throw new IllegalStateException(
                    "The key is set by KBSYNC_VAULT_KEY; set a new one there, put the old one into KBSYNC_VAULT_OLD_KEYS, restart everything that runs, and run this without --new-key.");
        }
        keys.renew();
        vault.reload();
    }

    /**
     * Encrypts every credential with the present key.
     *
     * @param dropUnreadable removes those that no key opens; their sites have to be authorized
     *     again
     * @throws UnavailableException if a process holds on to one of them for minutes
     */
    public Result reencrypt(boolean dropUnreadable) {
        int encrypted = 0;
        int already = 0;
        List<String> unreadable = new java.util.ArrayList<>();
        for (String id : store.ids()) {
            try {
                if (alone(id)) {
                    encrypted++;
                } else {
                    already++;
                }
            } catch (SealedException e) {
                unreadable.add(id);
                if (dropUnreadable) {
                    store.remove(id);
                }
            }
        }
        Result result = new Result(encrypted, already, unreadable, dropUnreadable);
        events.publishEvent(result);
        return result;
    }

    /** Nobody refreshes a grant meanwhile: its new tokens would be taken for somebody else's. */
    private boolean alone(String id) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!store.acquire(id, holder, LEASE)) {
            if (System.nanoTime() > until) {
                throw new UnavailableException(
                        "The credential " + id + " is in use by another process; try again.");
            }
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        try {
            return reencrypt(id);
        } finally {
            store.release(id, holder);
        }
    }

    private boolean reencrypt(String id) {
        while (true) {
            SealedEntry entry = store.find(id).orElse(null);
            if (entry == null || Vault.keyId(entry.sealed()).equals(vault.sealingKeyId())) {
                return false;
            }
            String sealed = vault.seal(id, vault.open(id, entry.sealed()));
            if (store.replace(new SealedEntry(id, entry.version() + 1, sealed))) {
                return true;
            }
        }
    }
}
