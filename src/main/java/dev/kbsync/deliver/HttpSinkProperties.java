package dev.kbsync.deliver;

import dev.kbsync.site.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the HTTP sink delivers.
 *
 * @param url address that {@code /<document id>} is appended to
 * @param token bearer token; empty for none
 * @param username user for basic authentication, where there is no token; empty for none
 * @param password password of that user
 * @param timeout how long a whole answer may take, in milliseconds
 * @param expectedAnswer regular expression that has to match somewhere in an answer, or the
 *     document does not count as stored; empty: any answer without an error will do
 */
@ConfigurationProperties("kbsync.deliver.http")
public record HttpSinkProperties(
        @DefaultValue("") String url,
        @DefaultValue("") Secret token,
        @DefaultValue("") String username,
        @DefaultValue("") Secret password,
        @DefaultValue("30000") int timeout,
        @DefaultValue("") String expectedAnswer) {}
