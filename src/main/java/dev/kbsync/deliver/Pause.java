package dev.kbsync.deliver;

import java.time.Duration;

/** How a thread waits. */
interface Pause {

    Pause SLEEP = time -> Thread.sleep(time.toMillis());

    void of(Duration time) throws InterruptedException;
}
