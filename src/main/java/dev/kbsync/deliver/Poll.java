package dev.kbsync.deliver;

import java.time.Duration;
import java.time.Instant;

/** One document that a sink accepted, until it has stored it. */
public final class Poll {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Instant deadline;
    private Duration pause = Duration.ofMillis(100);
    private boolean pending = true;

    Poll(Instant deadline) {
        this.deadline = deadline;
    }

    public boolean isPending() {
        return pending;
    }

    /** The sink is done. */
    public void end() {
        pending = false;
    }

    Instant deadline() {
        return deadline;
    }

    Duration nextPause() {
        Duration next = pause;
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
        return next;
    }
}
