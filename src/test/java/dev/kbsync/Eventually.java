package dev.kbsync;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread is about to do; for whole-application tests only. */
public final class Eventually {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private Eventually() {}

    public static void assertThat(BooleanSupplier condition) {
        assertThat(LIMIT, condition);
    }

    /** With another limit, for what starts a process. */
    public static void assertThat(Duration limit, BooleanSupplier condition) {
        long until = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("Did not come true within " + limit);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
