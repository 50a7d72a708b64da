package dev.kbsync.deliver;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient deliveries are with a sink that does not take them. The number of tries stands in the
 * routes.
 *
 * @param longestWait the longest {@code Retry-After} that a delivery waits for; a longer one ends
 *     its tries
 * @param sinkPause how long a sink is left alone that failed five times in a row
 */
@ConfigurationProperties("kbsync.failures")
public record FailureProperties(
        @DefaultValue("60s") Duration longestWait, @DefaultValue("30s") Duration sinkPause) {}
