package dev.kbsync.confluence;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Atlassian's addresses, so that a simulator or a proxy can stand in.
 *
 * @param authUrl the authorization server
 * @param apiUrl the API gateway
 * @param tokenTimeout how long an answer of the authorization server may take; at most 45 seconds,
 *     for the right to refresh lapses after a minute
 */
@ConfigurationProperties("kbsync.atlassian")
public record AtlassianProperties(
        @DefaultValue("https://auth.atlassian.com") URI authUrl,
        @DefaultValue("https://api.atlassian.com") URI apiUrl,
        @DefaultValue("30s") Duration tokenTimeout) {

    private static final Duration LONGEST = Duration.ofSeconds(45);

    public AtlassianProperties {
        if (tokenTimeout.compareTo(LONGEST) > 0) {
            tokenTimeout = LONGEST;
        }
    }
}
