package dev.kbsync.authorize.grant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Lets a running server look after its grants, the first time right after the start: what a crash
 * interrupted can be finished for ten minutes only.
 */
@Component
@ConditionalOnWebApplication
public class GrantMaintenance implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GrantMaintenance.class);

    private final GrantKeeper care;
    private final CareProperties properties;
    private final SimpleAsyncTaskScheduler timer = new SimpleAsyncTaskScheduler();

    GrantMaintenance(GrantKeeper care, CareProperties properties) {
        this.care = care;
        this.properties = properties;
    }

    @EventListener(ApplicationStartedEvent.class)
    void started() {
        if (!properties.every().isZero()) {
            timer.setDaemon(true);
            var unused = timer.scheduleWithFixedDelay(this::look, properties.every());
        }
    }

    private void look() {
        try {
            care.look();
        } catch (RuntimeException e) {
            log.error("The authorizations cannot be looked after: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.close();
    }
}
