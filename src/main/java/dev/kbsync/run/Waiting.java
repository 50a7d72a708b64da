package dev.kbsync.run;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Lets a thread wait; tests bring their own, which takes no time. */
public interface Waiting {

    /**
     * Waits so long, or until it is over and somebody calls {@link #wake}.
     *
     * @param over whether there is nothing to wait for any more
     * @throws InterruptedException if the thread was interrupted
     */
    void atMost(Duration time, BooleanSupplier over) throws InterruptedException;

    /** Has all who wait look again whether there is anything to wait for. */
    void wake();
}
