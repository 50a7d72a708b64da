package dev.kbsync.routes;

import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.stereotype.Component;

/** Loads the routes once Camel runs, and looks for changed files from then on. */
@Component
class RouteLoading implements CamelContextConfiguration, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RouteLoading.class);

    private final RouteFiles files;
    private final Schedules schedules;
    private final RouteProperties properties;
    private final ApplicationEventPublisher events;
    private final boolean load;
    private final SimpleAsyncTaskScheduler watcher = new SimpleAsyncTaskScheduler();

    /**
     * @param load false for commands that need no routes
     */
    RouteLoading(
            RouteFiles files,
            Schedules schedules,
            RouteProperties properties,
            ApplicationEventPublisher events,
            @Value("${kbsync.routes.load:true}") boolean load) {
        this.files = files;
        this.schedules = schedules;
        this.properties = properties;
        this.events = events;
        this.load = load;
    }

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        if (load) {
            files.prepare();
        }
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {
        if (!load) {
            return;
        }
        files.refresh();
        schedules.routesChanged();
        events.publishEvent(new RoutesLoaded());
        if (!properties.reload().isZero()) {
            watcher.setDaemon(true);
            var unused = watcher.scheduleWithFixedDelay(this::refresh, properties.reload());
        }
    }

    private void refresh() {
        try {
            if (files.refresh()) {
                schedules.routesChanged();
            }
        } catch (RuntimeException e) {
            // An exception would end the watching without a word.
            log.error("The route files could not be looked at", e);
        }
    }

    @Override
    public void close() {
        watcher.close();
    }
}
