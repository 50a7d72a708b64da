package dev.kbsync.state;

import dev.kbsync.history.RunReport;
import dev.kbsync.site.Site;
import dev.kbsync.site.SiteChanged;
import dev.kbsync.site.Sites;
import dev.kbsync.state.SiteState.InStep;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.stereotype.Component;

/** Writes one line to the log when a site gets into another state. */
@Component
@ConditionalOnWebApplication
public class SiteWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SiteWatch.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Sites sites;
    private final SiteStates states;
    private final SimpleAsyncTaskScheduler timer = new SimpleAsyncTaskScheduler();
    private final Map<String, SiteState> seen = new HashMap<>();

    public SiteWatch(Sites sites, SiteStates states) {
        this.sites = sites;
        this.states = states;
    }

    @EventListener(ApplicationReadyEvent.class)
    public void started() {
        timer.setDaemon(true);
        var unused = timer.scheduleWithFixedDelay(this::look, EVERY);
    }

    @EventListener({RunReport.class, SiteChanged.class})
    public synchronized void look() {
        try {
            for (Site site : sites.all()) {
                SiteState now = states.of(site);
                SiteState before = seen.put(site.name(), now);
                if (before == null ? !(now instanceof InStep) : !before.word().equals(now.word())) {
                    say(site.name(), now);
                }
            }
        } catch (RuntimeException e) {
            // An exception would end the watching, or break the run that tells of its end.
            log.warn("It cannot be told how the sites stand: {}", e.getMessage());
        }
    }

    private static void say(String site, SiteState now) {
        if (now instanceof InStep) {
            log.info("{} is {}", site, now.text());
        } else {
            log.warn("{} is {}", site, now.text());
        }
    }

    @Override
    public void close() {
        timer.close();
    }
}
