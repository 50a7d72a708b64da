package dev.kbsync.queue;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which sinks are filled from the topic that the sink {@code queue} writes.
 *
 * @param deliverTo names of sinks, separated by commas; none by default
 * @param atOnce how many documents may be on their way to one sink, or wait for it in memory
 */
@ConfigurationProperties("kbsync.queue")
public record QueueProperties(
        @DefaultValue List<String> deliverTo, @DefaultValue("50") int atOnce) {}
