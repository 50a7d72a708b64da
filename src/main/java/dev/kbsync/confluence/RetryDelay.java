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

    /**
     * Whether a request is tried again.
     *
     * @param retries how often that may happen
     */
    public boolean mayRetry(Exchange exchange, int retries) {
        return exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 1, Integer.class)
                <= retries;
    }

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
