package dev.kbsync.deliver;

import dev.kbsync.confluence.RetryAfter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Has a delivery wait as long as its sink asked for with {@code Retry-After}; otherwise the route's
 * own back-off holds.
 */
@Component("sinkPauses")
public class SinkPauses implements Processor {

    private final FailureProperties properties;
    private final Clock clock;

    SinkPauses(FailureProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Duration wait = caught instanceof HttpOperationFailedException http ? asked(http) : null;
        if (wait == null) {
            exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY);
        } else {
            exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, wait.toMillis());
        }
    }

    /** Whether a sink asks for a longer wait than a delivery makes; a later run tries again. */
    boolean tooLong(HttpOperationFailedException failure) {
        Duration wait = asked(failure);
        return wait != null && wait.compareTo(properties.longestWait()) > 0;
    }

    private @Nullable Duration asked(HttpOperationFailedException failure) {
        Map<String, String> headers = failure.getResponseHeaders();
        return headers == null
                ? null
                : headers.entrySet().stream()
                        .filter(header -> "Retry-After".equalsIgnoreCase(header.getKey()))
                        .findFirst()
                        .map(header -> RetryAfter.parse(header.getValue(), clock))
                        .orElse(null);
    }
}
