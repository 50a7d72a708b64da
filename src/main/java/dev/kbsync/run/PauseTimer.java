package dev.kbsync.run;

import java.time.Duration;
import java.time.Instant;

/** Measures how long a run waits for Atlassian's quota; several of its threads may wait at once. */
final class PauseTimer {

    private int waiting;
    private Instant since = Instant.EPOCH;
    private Duration total = Duration.ZERO;

    /** Begins to wait; true for the first of several threads. */
    synchronized boolean begin(Instant now) {
        if (waiting == 0) {
            since = now;
        }
        return waiting++ == 0;
    }

    /** Goes on; true for the last of several threads. */
    synchronized boolean end(Instant now) {
        if (--waiting == 0) {
            total = total.plus(Duration.between(since, now));
        }
        return waiting == 0;
    }

    synchronized Duration total() {
        return total;
    }
}
