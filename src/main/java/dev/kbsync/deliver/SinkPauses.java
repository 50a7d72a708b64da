package dev.kbsync.deliver;

import dev.kbsync.confluence.RetryAfter;
import dev.kbsync.embed.EmbeddingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Has a sink wait as long as it, or the service that makes vectors for it, asked for with {@code
 * Retry-After}: the delivery that it refused is sent again after that, and no other one before.
 * Otherwise the route's own back-off holds.
 */
@Component("sinkPauses")
public class SinkPauses implements Processor {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final FailureProperties properties;
    private final Clock clock;
    private final Pause pause;

    /** Until when sinks asked not to be sent anything. */
    private final Map<String, Instant> until = new ConcurrentHashMap<>();

    @Autowired
    SinkPauses(FailureProperties properties, Clock clock) {
        this(properties, clock, Pause.SLEEP);
    }

    SinkPauses(FailureProperties properties, Clock clock, Pause pause) {
        this.properties = properties;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public void process(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Duration wait = asked(caught);
        if (wait == null) {
            exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY);
        } else {
            exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, wait.toMillis());
            if (!(caught instanceof EmbeddingException)) {
                // It is not the sink that asks.
                until.merge(
                        SinkFailures.sink(exchange),
                        clock.instant().plus(wait),
                        (one, other) -> one.isAfter(other) ? one : other);
            }
        }
    }

    /**
     * Waits until the sink may be sent something.
     *
     * @throws SinkDownException if that is longer than a delivery waits
     */
    void await(String sink) throws SinkDownException, InterruptedException {
        Instant end = until.get(sink);
        if (end == null) {
            return;
        }
        Duration wait = Duration.between(clock.instant(), end);
        if (wait.compareTo(properties.longestWait()) > 0) {
            throw new SinkDownException(
                    "Sink \"%s\" asked to be left alone until %s; the page is tried again after that."
                            .formatted(sink, TIME.format(end)));
        }
        if (!wait.isNegative() && !wait.isZero()) {
            pause.of(wait);
        }
        until.remove(sink, end);
    }

    /** Whether a sink is there, and says when to come again. */
    boolean asksToWait(Exception failure) {
        return asked(failure) != null;
    }

    /** Whether a longer wait is asked for than a delivery makes; a later run tries again. */
    boolean tooLong(Exception failure) {
        Duration wait = asked(failure);
        return wait != null && wait.compareTo(properties.longestWait()) > 0;
    }

    private @Nullable Duration asked(@Nullable Exception failure) {
        if (failure instanceof EmbeddingException embedding) {
            return embedding.retryAfter();
        }
        Map<String, String> headers =
                failure instanceof HttpOperationFailedException http
                        ? http.getResponseHeaders()
                        : null;
        return headers == null
                ? null
                : headers.entrySet().stream()
                        .filter(header -> "Retry-After".equalsIgnoreCase(header.getKey()))
                        .findFirst()
                        .map(header -> RetryAfter.parse(header.getValue(), clock))
                        .orElse(null);
    }
}
