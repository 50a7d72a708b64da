package dev.kbsync.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.kbsync.vault.store.TokenStore;
import dev.kbsync.vault.store.TokenStore.SealedEntry;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Grants and API tokens as entries of the token store, sealed. */
@Component
public class CredentialStore {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    // What another version wrote besides is left alone.
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private final TokenStore store;
    private final Vault vault;

    public CredentialStore(TokenStore store, Vault vault) {
        this.store = store;
        this.vault = vault;
    }

    /** A stored value and the version it has. */
    public record Versioned<T>(T value, long version) {}

    /**
     * @throws SealedException if it cannot be opened
     */
    public <T> Optional<Versioned<T>> find(String id, Class<T> type) {
        return store.find(id).map(entry -> new Versioned<>(open(entry, type), entry.version()));
    }

    /**
     * Stores a value durably.
     *
     * @param after the version it replaces, 0 for none
     * @return false if somebody else replaced that version already
     */
    public boolean replace(String id, Object value, long after) {
        try {
            String sealed = vault.seal(id, JSON.writeValueAsString(value));
            return store.replace(new SealedEntry(id, after + 1, sealed));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A credential cannot be written as JSON");
        }
    }

    /** Ids of all entries. */
    public List<String> ids() {
        return store.ids();
    }

    /** The version of an entry, 0 if there is none; it need not be one that can be opened. */
    public long version(String id) {
        return store.find(id).map(SealedEntry::version).orElse(0L);
    }

    public void remove(String id) {
        store.remove(id);
    }

    private <T> T open(SealedEntry entry, Class<T> type) {
        try {
            return JSON.readValue(vault.open(entry.id(), entry.sealed()), type);
        } catch (JsonProcessingException e) {
            // The cause would quote the credential.
            throw new SealedException(
                    "The stored credential "
                            + entry.id()
                            + " is damaged; authorize the site again.");
        }
    }
}
