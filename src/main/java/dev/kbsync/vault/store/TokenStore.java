package dev.kbsync.vault.store;

import dev.kbsync.confluence.failure.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps sealed credentials, durably: when {@link #replace} returns, the entry survives a crash.
 * Several processes may share one store.
 */
public interface TokenStore {

    /**
     * One stored credential.
     *
     * @param id name of the entry: letters, digits and dashes
     * @param version 1 for the first, one more with each replacement
     * @param sealed what the vault made of it
     */
    record SealedEntry(String id, long version, String sealed) {}

    /**
     * The entry of an id, as last stored by any process.
     *
     * @throws UnavailableException if the store cannot be reached just now; so do the others
     */
    Optional<SealedEntry> find(String id);

    /** Ids of all entries. */
    List<String> ids();

    /**
     * Stores an entry if the stored one has the version before (none at all for version 1).
     *
     * @return false if another process was faster; nothing is stored then
     */
    boolean replace(SealedEntry entry);

    void remove(String id);

    /**
     * Takes or extends the right to change an entry; it lapses by itself, and at once if its
     * holder's process is known to be gone.
     *
     * @param holder made by {@link dev.kbsync.database.Leases#newHolder}
     * @return false while somebody else has it
     */
    boolean acquire(String id, String holder, Duration length);

    void release(String id, String holder);
}
