package dev.kbsync.authorize;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Atlassian's addresses, so that a simulator or a proxy can stand in.
 *
 * @param authUrl the authorization server
 * @param apiUrl the API gateway
 */
@ConfigurationProperties("kbsync.atlassian")
public record AtlassianProperties(
        @DefaultValue("https://auth.atlassian.com") URI authUrl,
        @DefaultValue("https://api.atlassian.com") URI apiUrl) {}
