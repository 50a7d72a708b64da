package dev.kbsync.authorize.grant;

import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.vault.CredentialStore;
import dev.kbsync.vault.CredentialStore.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Grants in the token store. */
@Component
public class GrantStore {

    private static final String PREFIX = "grant-";

    private final CredentialStore store;

    public GrantStore(CredentialStore store) {
        this.store = store;
    }

    public static String newId() {
        return PREFIX + java.util.UUID.randomUUID();
    }

    /**
     * The grant of an id with its version; empty if it was removed.
     *
     * @throws ConfluenceException if it cannot be had or opened just now
     */
    public Optional<Versioned<Grant>> find(String id) {
        return store.find(id, Grant.class);
    }

    public List<String> ids() {
        return store.ids().stream().filter(id -> id.startsWith(PREFIX)).toList();
    }

    /** Stores a grant durably in the place of one version; false if somebody else did before. */
    public boolean replace(Grant grant, long after) {
        return store.replace(grant.id(), grant, after);
    }

    /**
     * Changes what is stored, whoever else changes it at the same time.
     *
     * @param change is asked again if somebody else was faster; null leaves it as it is
     * @return whether this call changed it
     */
    public boolean change(
            String id, UnaryOperator<@org.jspecify.annotations.Nullable Grant> change) {
        while (true) {
            Versioned<Grant> present = find(id).orElse(null);
            Grant wanted = present == null ? null : change.apply(present.value());
            if (present == null || wanted == null) {
                return false;
            }
            if (replace(wanted, present.version())) {
                return true;
            }
        }
    }

    public void remove(String id) {
        store.remove(id);
    }
}
