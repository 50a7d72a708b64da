package dev.kbsync.proof;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.kbsync.SettableClock;
import dev.kbsync.run.Waiting;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Runs wait for each other in earnest, but where none is in progress, what is waited for is the
 * lease of one that crashed: then time passes until it lapses.
 */
final class PassingTime implements Waiting {

    private static final long LOOK_EVERY = 20;

    private final Semaphore wakes = new Semaphore(0);
    private final SettableClock clock;
    private final BooleanSupplier working;

    /**
     * @param working whether a run is in progress
     */
    PassingTime(SettableClock clock, BooleanSupplier working) {
        this.clock = clock;
        this.working = working;
    }

    @Override
    public void atMost(Duration time, BooleanSupplier over) throws InterruptedException {
        boolean woken = over.getAsBoolean() || wakes.tryAcquire(LOOK_EVERY, MILLISECONDS);
        if (!woken && !over.getAsBoolean() && !working.getAsBoolean()) {
            clock.advance(time);
        }
    }

    @Override
    public void wake() {
        wakes.release();
    }
}
