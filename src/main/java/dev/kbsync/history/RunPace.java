package dev.kbsync.history;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a run in progress is.
 *
 * @param done pages it has looked at
 * @param expected how many there are, as far as is known; 0 if it is not
 * @param rate pages a minute
 * @param left how long it goes on at this rate, null if that cannot be told
 */
public record RunPace(int done, int expected, long rate, @Nullable Duration left) {

    /** A rate of the first seconds says nothing. */
    private static final Duration SHORTEST = Duration.ofSeconds(3);

    /**
     * @param expected how many pages it is thought to look at, 0 if that is not known
     */
    public static RunPace of(RunReport run, long expected, Instant now) {
        int done = run.total().listed();
        int all = (int) Math.min(Integer.MAX_VALUE, Math.max(expected, done));
        Duration active = Duration.between(run.startedAt(), now).minus(run.paused());
        if (done == 0 || active.compareTo(SHORTEST) < 0) {
            return new RunPace(done, expected == 0 ? 0 : all, 0, null);
        }
        long rate = Math.max(1, done * 60_000L / active.toMillis());
        boolean told = expected > done && run.pausedUntil() == null;
        return new RunPace(
                done,
                expected == 0 ? 0 : all,
                rate,
                told ? Duration.ofSeconds((all - done) * 60L / rate) : null);
    }

    /** Whether the bar can say how much is left. */
    public boolean known() {
        return expected > 0;
    }
}
