package dev.kbsync.authorize;

import dev.kbsync.site.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What stored credentials are encrypted with.
 *
 * @param key 32 bytes in Base64; empty for a generated key in the data folder
 */
@ConfigurationProperties("kbsync.vault")
public record VaultProperties(@DefaultValue("") Secret key) {}
