package dev.kbsync.vault;

import dev.kbsync.site.Secret;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What stored credentials are encrypted with.
 *
 * @param key 32 bytes in Base64; empty for a generated key in the data folder
 * @param oldKeys keys that only open what was encrypted before the key was changed
 */
@ConfigurationProperties("kbsync.vault")
public record VaultProperties(@DefaultValue("") Secret key, @DefaultValue List<Secret> oldKeys) {}
