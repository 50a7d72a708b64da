package dev.kbsync.console;

import dev.kbsync.site.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may use the console.
 *
 * @param user login name
 * @param password its password; empty for one that is generated at each start and printed
 */
@ConfigurationProperties("kbsync.console")
public record ConsoleProperties(
        @DefaultValue("admin") String user, @DefaultValue("") Secret password) {}
