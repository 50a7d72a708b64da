package dev.kbsync.run;

import dev.kbsync.history.RunHistory;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunStore;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Goes on with what a process left undone that was killed, whichever instance it was: a run that is
 * over without an end starts again once its lease has lapsed, instead of at its next schedule.
 */
@Component
@ConditionalOnWebApplication
class Takeover implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Takeover.class);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Sites sites;
    private final RunHistory history;
    private final RunStore runs;
    private final RunLease lease;
    private final RunStarter starter;
    private final boolean enabled;
    private final SimpleAsyncTaskScheduler timer = new SimpleAsyncTaskScheduler();

    Takeover(
            Sites sites,
            RunHistory history,
            RunStore runs,
            RunLease lease,
            RunStarter starter,
            @Value("${kbsync.schedule.enabled:true}") boolean enabled) {
        this.sites = sites;
        this.history = history;
        this.runs = runs;
        this.lease = lease;
        this.starter = starter;
        this.enabled = enabled;
    }

    /** A run may have delivered something after another one took its site over. */
    record Late(String site) {}

    /** Whichever run comes next has it delivered again. */
    @EventListener
    void late(Late event) {
        if (enabled) {
            starter.begin(new RunRequest(event.site(), RunKind.CHANGES, false));
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        if (enabled) {
            timer.setDaemon(true);
            Duration every = lease.step(LONGEST);
            var unused = timer.scheduleWithFixedDelay(this::look, Instant.now().plus(every), every);
        }
    }

    private void look() {
        try {
            sites.all().forEach(this::look);
        } catch (RuntimeException e) {
            log.warn("Whether a run was cut off is not known: {}", e.getMessage());
        }
    }

    /** A run that is cut off twice in a row may be the reason; it waits for its schedule. */
    void look(Site site) {
        cutOff(site)
                // One that ended, gave way or went on between the questions only looked like it.
                .filter(run -> cutOff(site).map(RunReport::id).filter(run.id()::equals).isPresent())
                .filter(run -> !cutOffBefore(run))
                .ifPresent(
                        run -> {
                            log.warn(
                                    "{}: run {} was cut off; it starts again",
                                    run.site(),
                                    run.id());
                            starter.begin(new RunRequest(run.site(), run.kind(), false));
                        });
    }

    /** A run that nobody has closed, and that has neither the site's turn nor gave it to others. */
    private Optional<RunReport> cutOff(Site site) {
        return history.running(site.name())
                .filter(run -> !lease.held(site.name()))
                .filter(run -> !lease.givingWay(site.name()).contains(run.id()));
    }

    private boolean cutOffBefore(RunReport run) {
        List<RunReport> latest = runs.latest(run.site(), 2);
        return latest.size() > 1 && latest.get(1).problem().equals(RunStore.INTERRUPTED);
    }

    @Override
    public void close() {
        timer.close();
    }
}
