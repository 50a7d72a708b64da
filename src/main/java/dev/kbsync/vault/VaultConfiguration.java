package dev.kbsync.vault;

import dev.kbsync.database.DataFolder;
import dev.kbsync.site.SetupException;
import dev.kbsync.vault.store.TokenStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds the keys for stored credentials, and sees that they are the right ones. */
@Configuration(proxyBeanMethods = false)
public class VaultConfiguration {

    private static final Logger log = LoggerFactory.getLogger(VaultConfiguration.class);

    @Bean
    public VaultKeys vaultKeys(VaultProperties properties, DataFolder folder) {
        return new VaultKeys(properties, new KeyFile(folder.path().resolve("vault.key")));
    }

    /**
     * @param unreadable whether to start although some credentials cannot be opened, as the command
     *     that drops them does
     * @throws SetupException if there are stored credentials and no key, or not the right one: to
     *     start anew would make them unreadable, or lose them, without a word
     */
    @Bean
    public Vault vault(
            VaultKeys keys,
            DataFolder folder,
            TokenStore store,
            @Value("${kbsync.vault.unreadable:false}") boolean unreadable) {
        Path file = folder.path().resolve("vault.key");
        if (!keys.exist()) {
            if (!store.ids().isEmpty()) {
                throw new SetupException(
                        "There are encrypted credentials, but the key file %s is gone; bring it back or set KBSYNC_VAULT_KEY to its content."
                                .formatted(file));
            }
            log.info("Stored credentials are encrypted with a new key in {}", file);
            keys.generate();
        }
        Vault vault = new Vault(keys::load);
        if (!unreadable) {
            requireTheRightKeys(keys, store);
        }
        return vault;
    }

    private static void requireTheRightKeys(VaultKeys keys, TokenStore store) {
        List<String> known = keys.load().stream().map(VaultKey::id).toList();
        Set<String> unknown =
                store.ids().stream()
                        .flatMap(id -> store.find(id).stream())
                        .map(entry -> Vault.keyId(entry.sealed()))
                        .filter(id -> !id.isEmpty() && !known.contains(id))
                        .collect(Collectors.toCollection(TreeSet::new));
        if (!unknown.isEmpty()) {
            throw new SetupException(
                    "Stored credentials were encrypted with the key %s, but the keys in use (%s) are %s; give the old one back in KBSYNC_VAULT_OLD_KEYS, or, if it is lost, run \"reencrypt --drop-unreadable\" and authorize again."
                            .formatted(
                                    String.join(", ", unknown),
                                    keys.where(),
                                    String.join(", ", known)));
        }
    }
}
