package dev.kbsync.run;

import dev.kbsync.confluence.Patience;
import dev.kbsync.history.RunStore;
import dev.kbsync.page.UtcTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Has a run whose quota is spent wait until it is new, and says so. A page of the console does not
 * wait, and neither does a plan: it would tell what holds no more. Runs of other sites go on.
 */
@Component
class RunPauses implements Patience {

    private static final Logger log = LoggerFactory.getLogger(RunPauses.class);

    /** How long to wait at most until the lease is extended. */
    private static final Duration STEP = Duration.ofMinutes(2);

    private final ActiveRuns inWork;
    private final RunLease lease;
    private final FencedWrites writes;
    private final RunStore store;
    private final Waiting waiting;
    private final Clock clock;

    RunPauses(
            ActiveRuns inWork,
            RunLease lease,
            FencedWrites writes,
            RunStore store,
            Waiting waiting,
            Clock clock) {
        this.inWork = inWork;
        this.lease = lease;
        this.writes = writes;
        this.store = store;
        this.waiting = waiting;
        this.clock = clock;
    }

    /**
     * @throws TakenOverException if another run took the site over meanwhile
     */
    @Override
    public boolean await(String site, Instant until) {
        Run run = inWork.of(site);
        Instant now = clock.instant();
        if (run == null
                || RequestContextHolder.getRequestAttributes() != null
                || Duration.between(now, until).compareTo(run.effects().longestPause()) > 0) {
            return false;
        }
        if (run.pauses().begin(now)) {
            log.info(
                    "{}: Atlassian's quota is spent; the run pauses until {}",
                    site,
                    UtcTime.of(until));
            writes.of(run, () -> store.pause(run.getId(), until));
            run.effects().progress(run);
        }
        try {
            while (waits(run) && clock.instant().isBefore(until)) {
                Duration left = Duration.between(clock.instant(), until);
                Duration step = lease.step(STEP);
                waiting.atMost(left.compareTo(step) < 0 ? left : step, () -> !waits(run));
                lease.extend(run);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            if (run.pauses().end(clock.instant())) {
                writes.of(run, () -> store.resume(run.getId(), run.pauses().total()));
                log.info("{}: the run goes on", site);
                run.effects().progress(run);
            }
        }
        return waits(run);
    }

    /** A page of results may take many requests, each of them slow or tried again. */
    @Override
    public void asked(String site) {
        Run run = inWork.of(site);
        if (run != null) {
            lease.keep(run);
        }
    }

    /** A page of results that was asked for ahead may wait for a run that has ended since. */
    private boolean waits(Run run) {
        return !run.stopped() && inWork.of(run.getSite().name()) == run;
    }
}
