package dev.kbsync.authorize;

import dev.kbsync.authorize.store.TokenStore;
import dev.kbsync.database.DataFolder;
import dev.kbsync.site.SetupException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds the key for stored credentials. */
@Configuration
class VaultConfiguration {

    private static final Logger log = LoggerFactory.getLogger(VaultConfiguration.class);

    /**
     * @throws SetupException if there are stored credentials and no key for them: a new key would
     *     make them unreadable without a word
     */
    @Bean
    Vault vault(VaultProperties properties, DataFolder folder, TokenStore store) {
        if (properties.key().isPresent()) {
            return new Vault(List.of(VaultKey.parse(properties.key().value(), "KBSYNC_VAULT_KEY")));
        }
        KeyFile file = new KeyFile(folder.path().resolve("vault.key"));
        if (file.exists()) {
            return new Vault(List.of(file.read()));
        }
        if (!store.ids().isEmpty()) {
            throw new SetupException(
                    "There are encrypted credentials, but the key file %s is gone; bring it back or set KBSYNC_VAULT_KEY to its content."
                            .formatted(folder.path().resolve("vault.key")));
        }
        log.info(
                "Stored credentials are encrypted with a new key in {}",
                folder.path().resolve("vault.key"));
        return new Vault(List.of(file.generate()));
    }
}
