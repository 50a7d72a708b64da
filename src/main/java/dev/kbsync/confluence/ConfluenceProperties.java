package dev.kbsync.confluence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient requests to Confluence are. The number of tries stands in the route {@code
 * confluence}.
 *
 * @param responseTimeout how long a whole answer may take
 * @param connectTimeout how long a connection may take
 * @param longestWait the longest {@code Retry-After} that a request waits for; a longer one ends
 *     the request
 * @param connections how many requests to one host may be under way at once
 */
@ConfigurationProperties("kbsync.confluence")
public record ConfluenceProperties(
        @DefaultValue("60s") Duration responseTimeout,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("60s") Duration longestWait,
        @DefaultValue("20") int connections) {}
