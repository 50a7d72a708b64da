package dev.kbsync.deliver;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Where deliveries go on that waited without a thread. There are as many threads as are needed at
 * once: a slow sink does not hold up the others.
 */
@Component
public class SinkThreads implements Executor, DisposableBean {

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(threads("sinks-timer-"));

    private final ExecutorService pool = Executors.newCachedThreadPool(threads("sinks-"));

    private static CustomizableThreadFactory threads(String prefix) {
        CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
        factory.setDaemon(true);
        return factory;
    }

    @Override
    public void execute(Runnable work) {
        pool.execute(work);
    }

    /** Goes on after some time. */
    void later(Duration delay, Runnable work) {
        var unused =
                timer.schedule(() -> pool.execute(work), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
        pool.shutdownNow();
    }
}
