package dev.kbsync.simulator.content;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The simulator's time: another clock, put forward as a test likes. Milliseconds are its finest.
 */
public final class SimulatedClock {
    private final Clock base;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    public SimulatedClock(Clock base) {
        this.base = base;
    }

    public Instant now() {
        return base.instant().plus(ahead.get()).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Lets time pass at once. */
    public void advance(Duration by) {
        ahead.updateAndGet(by::plus);
    }
}
