package dev.kbsync.run;

import dev.kbsync.confluence.Usage;
import dev.kbsync.confluence.UsageMeter;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.history.RunStore;
import dev.kbsync.ledger.Watermarks;
import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.UtcTime;
import dev.kbsync.site.RunKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has a full run give way between two pages of results: to a run for changes that waits, and until
 * the next hour once it has spent its share of the hour's points. After that it goes on where it
 * stopped, if need be between two runs for changes: where one always waits, as when somebody says
 * all the time that pages have changed, they take turns. Where a space was never listed whole,
 * there are no changes to look for, and the run does not give way.
 */
@Component
class GivingWay {

    private static final Logger log = LoggerFactory.getLogger(GivingWay.class);

    /** How often to look whether it can go on, while a run for changes is in progress. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    /** The same while it pauses. */
    private static final Duration LONG = Duration.ofMinutes(1);

    /** How long runs for changes may keep it waiting; the one that is in progress then may end. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ActiveRuns inWork;
    private final RunQueue queue;
    private final RunLease lease;
    private final FencedWrites writes;
    private final RunStore store;
    private final Watermarks watermarks;
    private final ConverterTag tag;
    private final QuotaShare share;
    private final UsageMeter meter;
    private final Clock clock;

    GivingWay(
            ActiveRuns inWork,
            RunQueue queue,
            RunLease lease,
            FencedWrites writes,
            RunStore store,
            Watermarks watermarks,
            ConverterTag tag,
            QuotaShare share,
            UsageMeter meter,
            Clock clock) {
        this.inWork = inWork;
        this.queue = queue;
        this.lease = lease;
        this.writes = writes;
        this.store = store;
        this.watermarks = watermarks;
        this.tag = tag;
        this.share = share;
        this.meter = meter;
        this.clock = clock;
    }

    /**
     * Called after each page of results.
     *
     * @throws TakenOverException if another process took the run for one that was cut off
     */
    void settle(Run run) {
        if (!mayGiveWay(run)) {
            return;
        }
        Instant now = clock.instant();
        Instant until = share.spentUntil(run).orElse(now);
        if (Duration.between(now, until).compareTo(run.effects().longestPause()) > 0) {
            until = now;
        }
        boolean pauses = until.isAfter(now);
        if (!pauses && !queue.waiting(run.getSite().name()).contains(RunKind.CHANGES)) {
            run.getScan().resumeAskingAhead();
        } else if (run.getScan().hasAhead()) {
            // It is paid for, and would be older than what others are about to deliver.
            run.getScan().stopAskingAhead();
        } else if (pauses) {
            pause(run, until);
        } else {
            log.info("{}: the full run gives way to one for changes", run.getSite().name());
            giveWay(run, until);
        }
    }

    /** What was listed last is looked up by id, and settled, in one go. */
    private boolean mayGiveWay(Run run) {
        return run.getKind() == RunKind.FULL
                && run.isMore()
                && !run.confirming()
                && !run.relinking()
                && !run.effects().longestPause().isZero()
                && watermarks
                        .of(run.getSite().knownCloudId(), tag.value())
                        .keySet()
                        .containsAll(run.spaces());
    }

    private void pause(Run run, Instant until) {
        log.info(
                "{}: the full run has spent its share of the hour's points and pauses until {}",
                run.getSite().name(),
                UtcTime.of(until));
        run.pauses().begin(clock.instant());
        writes.of(run, () -> store.pause(run.getId(), until));
        run.effects().progress(run);
        try {
            giveWay(run, until);
        } finally {
            run.pauses().end(clock.instant());
            writes.of(run, () -> store.resume(run.getId(), run.pauses().total()));
            run.effects().progress(run);
        }
    }

    private void giveWay(Run run, Instant until) {
        String site = run.getSite().name();
        Usage before = meter.of(site);
        run.givesWay();
        inWork.giveWay(run);
        lease.giveWay(run);
        queue.wake();
        try {
            while (!run.stopped() && !resumes(run, until)) {
                queue.await(step(until), run::stopped);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was interrupted while it gave way", e);
        } finally {
            run.getScan().resumeAskingAhead();
            run.spending().leaveOut(meter.of(site).minus(before));
        }
    }

    private Duration step(Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        if (left.isNegative() || left.isZero()) {
            return SHORT;
        }
        Duration most = lease.step(LONG);
        return left.compareTo(most) < 0 ? left : most;
    }

    private boolean resumes(Run run, Instant until) {
        lease.keepGivingWay(run);
        Instant now = clock.instant();
        if (now.isBefore(until)) {
            return false;
        }
        if (!now.isBefore(until.plus(PATIENCE))) {
            lease.goOn(run);
        } else if (queue.waiting(run.getSite().name()).contains(RunKind.CHANGES)) {
            return false;
        }
        if (!lease.acquire(run)) {
            return false;
        }
        inWork.add(run);
        if (store.find(run.getId()).filter(kept -> kept.state() == State.RUNNING).isEmpty()) {
            throw new TakenOverException();
        }
        lease.endGivingWay(run);
        return true;
    }
}
