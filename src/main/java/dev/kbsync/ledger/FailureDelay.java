package dev.kbsync.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When failed pages are tried again.
 *
 * @param first how long after its first failure a page is tried again; doubles with each further
 *     one
 * @param longest the longest delay
 */
public record FailureDelay(
        @DefaultValue("5m") Duration first, @DefaultValue("24h") Duration longest) {

    /** How long to wait after this many failures in a row. */
    public Duration after(int attempts) {
        Duration wait = first.multipliedBy(1L << Math.min(attempts - 1, 20));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
