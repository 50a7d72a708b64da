package dev.kbsync.confluence;

import dev.kbsync.confluence.failure.RateLimitedException;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Tells Camel's redelivery to wait as long as Atlassian asked; otherwise the route's own back-off
 * holds.
 */
@Component("retryDelay")
public class RetryDelay implements Processor {

    @Override
    public void process(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Duration wait =
                caught instanceof RateLimitedException limited ? limited.retryAfter() : null;
        if (wait == null) {
            exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY);
        } else {
            exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, wait.toMillis());
        }
    }
}
