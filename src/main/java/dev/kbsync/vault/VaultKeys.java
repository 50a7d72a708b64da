package dev.kbsync.vault;

import dev.kbsync.site.Secret;
import dev.kbsync.site.SetupException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The keys that are set up: the first one seals, all of them open. */
public final class VaultKeys {

    private final VaultProperties properties;
    private final KeyFile file;

    public VaultKeys(VaultProperties properties, KeyFile file) {
        this.properties = properties;
        this.file = file;
    }

    /** Whether there is any. */
    public boolean exist() {
        return properties.key().isPresent() || file.exists();
    }

    /** Whether the key is kbsync's own, in its file, and not one that somebody set. */
    public boolean own() {
        return !properties.key().isPresent();
    }

    /**
     * The keys as they are now: the one that is set, those of the file, and the old ones.
     *
     * @throws SetupException if one of them is no key
     */
    public List<VaultKey> load() {
        List<VaultKey> keys = new ArrayList<>();
        if (properties.key().isPresent()) {
            keys.add(VaultKey.parse(properties.key().value(), "KBSYNC_VAULT_KEY"));
        }
        if (file.exists()) {
            keys.addAll(file.read());
        }
        for (Secret old : properties.oldKeys()) {
            if (old.isPresent()) {
                keys.add(VaultKey.parse(old.value(), "KBSYNC_VAULT_OLD_KEYS"));
            }
        }
        return keys;
    }

    /** Makes the first key, or a new one before those of the file, which go on opening. */
    public void generate() {
        file.generate();
    }

    public void renew() {
        file.renew();
    }

    /** Where the keys are looked for, for messages. */
    public String where() {
        return Stream.of("KBSYNC_VAULT_KEY", "KBSYNC_VAULT_OLD_KEYS", file.toString())
                .reduce((all, next) -> all + ", " + next)
                .orElse("");
    }
}
