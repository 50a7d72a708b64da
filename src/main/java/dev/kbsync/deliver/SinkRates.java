package dev.kbsync.deliver;

import dev.kbsync.site.SinkProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Spreads the deliveries to a sink evenly over time, as {@code kbsync.sinks.<name>.rate} says. */
@Component
class SinkRates {

    private final SinkProperties properties;
    private final Clock clock;
    private final Pause pause;
    private final Map<String, Instant> turns = new HashMap<>();

    @Autowired
    SinkRates(SinkProperties properties, Clock clock) {
        this(properties, clock, Pause.SLEEP);
    }

    SinkRates(SinkProperties properties, Clock clock, Pause pause) {
        this.properties = properties;
        this.clock = clock;
        this.pause = pause;
    }

    /** Waits for the sink's next turn; at once if it has no rate. */
    void await(String sink) throws InterruptedException {
        double rate = properties.of(sink).rate();
        if (rate > 0) {
            Duration wait = Duration.between(clock.instant(), turn(sink, rate));
            if (!wait.isNegative() && !wait.isZero()) {
                pause.of(wait);
            }
        }
    }

    private synchronized Instant turn(String sink, double rate) {
        Instant now = clock.instant();
        Instant turn = turns.getOrDefault(sink, now);
        if (turn.isBefore(now)) {
            turn = now;
        }
        turns.put(sink, turn.plusNanos((long) (1_000_000_000 / rate)));
        return turn;
    }
}
