package dev.kbsync.authorize.grant;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets a running server look after its grants, the first time right after the start: what a crash
 * interrupted can be finished for ten minutes only.
 */
@Component
@ConditionalOnWebApplication
public class GrantMaintenance implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(GrantMaintenance.class);

    private final GrantKeeper care;
    private final Duration every;
    private @Nullable ScheduledExecutorService clockwork;

    public GrantMaintenance(GrantKeeper care, CareProperties properties) {
        this.care = care;
        this.every = properties.every();
    }

    @Override
    public synchronized void start() {
        if (every.isZero() || clockwork != null) {
            return;
        }
        ScheduledExecutorService rounds =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            Thread thread = new Thread(work, "grants");
                            thread.setDaemon(true);
                            return thread;
                        });
        ScheduledFuture<?> unused =
                rounds.scheduleWithFixedDelay(
                        this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        clockwork = rounds;
    }

    private void look() {
        try {
            care.look();
        } catch (RuntimeException e) {
            // Thrown on, it would end all further rounds.
            log.error("The authorizations cannot be looked after: {}", e.getMessage());
        }
    }

    @Override
    public synchronized void stop() {
        if (clockwork != null) {
            clockwork.shutdownNow();
            clockwork = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return clockwork != null;
    }
}
