package dev.kbsync.run;

import dev.kbsync.database.Leases;
import dev.kbsync.history.RunHistory;
import dev.kbsync.history.RunProgress;
import dev.kbsync.history.RunReport;
import dev.kbsync.page.UtcTime;
import dev.kbsync.site.RunKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Has the runs of a site take turns, across all processes that share the database. A run that meets
 * another one waits for it, and the one that does most goes first: a full run also does what a
 * waiting run for changes is for, and a run asked for twice takes place once.
 *
 * <p>Whoever waits holds a lease that says so, one for each rank.
 */
@Component
class RunQueue {

    private static final Logger log = LoggerFactory.getLogger(RunQueue.class);

    /** How often to look whether another process's run has ended; one of this process says so. */
    private static final Duration STEP = Duration.ofSeconds(2);

    private static final Duration TICKET = Duration.ofMinutes(1);
    private static final Duration SAY_EVERY = Duration.ofMinutes(10);

    private final RunLease lease;
    private final Leases leases;
    private final ActiveRuns inWork;
    private final RunHistory history;
    private final Waiting waiting;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private final AtomicLong ended = new AtomicLong();

    RunQueue(
            RunLease lease,
            Leases leases,
            ActiveRuns inWork,
            RunHistory history,
            Waiting waiting,
            Clock clock,
            ApplicationEventPublisher events) {
        this.lease = lease;
        this.leases = leases;
        this.inWork = inWork;
        this.history = history;
        this.waiting = waiting;
        this.clock = clock;
        this.events = events;
    }

    private static final class Waiter {

        private final RunRequest request;
        private final Rank rank;
        private final Set<String> known;
        private final String holder = Leases.newHolder();
        private Instant sayAt = Instant.MIN;
        private final AtomicInteger looks = new AtomicInteger();
        private volatile boolean stopped;

        /**
         * @param known ids of the runs that began before this one was asked for
         */
        Waiter(RunRequest request, Set<String> known) {
            this.request = request;
            this.rank = Rank.of(request);
            this.known = known;
        }

        String ticket() {
            return prefix(request.site()) + rank.name();
        }
    }

    /**
     * Waits until the run may begin or need not any more. A plan does not wait.
     *
     * @param next makes the run that begins now
     */
    Turn await(RunRequest request, Supplier<Run> next) {
        Waiter waiter = new Waiter(request, history.ids(request.site()));
        waiters.add(waiter);
        try {
            return await(waiter, next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Turn.Denied("The run was interrupted while it waited for another one.");
        } finally {
            waiters.remove(waiter);
            leases.release(waiter.ticket(), waiter.holder);
            if (waiter.looks.get() > 0) {
                tell(request.site());
            }
        }
    }

    private Turn await(Waiter waiter, Supplier<Run> next) throws InterruptedException {
        RunRequest request = waiter.request;
        while (!waiter.stopped && !inWork.stopping()) {
            long seen = ended.get();
            Run run = next.get();
            boolean granted = begins(waiter, run);
            if (request.planOnly()) {
                return granted
                        ? new Turn.Granted(run)
                        : new Turn.Denied(
                                "Another run of \"%s\" is in progress; ask for the plan again when it has ended."
                                        .formatted(request.site()));
            }
            Optional<RunReport> covered;
            try {
                // Looked at last, so that no run can end between this look and the other.
                covered = history.completed(request.site(), waiter.rank::isCoveredBy, waiter.known);
            } catch (RuntimeException e) {
                lease.release(run);
                throw e;
            }
            if (covered.isPresent()) {
                lease.release(run);
                return new Turn.Covered(covered.get());
            }
            if (granted) {
                return new Turn.Granted(run);
            }
            leases.acquire(waiter.ticket(), waiter.holder, TICKET);
            say(waiter);
            waiting.atMost(STEP, () -> waiter.stopped || inWork.stopping() || ended.get() != seen);
        }
        return new Turn.Denied(
                inWork.stopping()
                        ? "kbsync is shutting down."
                        : "The run was stopped while it waited for another one.");
    }

    private boolean begins(Waiter waiter, Run run) {
        if (!isNext(waiter) || !lease.acquire(run)) {
            return false;
        }
        // The site may be free only because a full run has given way since.
        boolean still = false;
        try {
            still = isNext(waiter);
        } finally {
            if (!still) {
                lease.release(run);
            }
        }
        return still;
    }

    /**
     * Nobody else waits for a run that would do this one's work as well. A full run in progress
     * gives way to runs for changes only, and not for ever; other full runs wait until it has
     * ended.
     */
    private boolean isNext(Waiter waiter) {
        if (!waiter.request.planOnly() && !lease.givingWay(waiter.request.site()).isEmpty()) {
            return waiter.rank == Rank.CHANGES && !lease.isGoingOn(waiter.request.site());
        }
        return waiter.request.planOnly()
                || waiting(waiter.request.site(), waiter.holder).stream()
                        .noneMatch(other -> other.covers(waiter.rank));
    }

    /** Whether a run like this one would have to wait. */
    boolean wouldWait(RunRequest request) {
        return lease.held(request.site())
                || (Rank.of(request) != Rank.CHANGES && !lease.givingWay(request.site()).isEmpty());
    }

    /** Whether somebody waits for a run that does this one's work as well. */
    boolean awaited(RunRequest request) {
        Rank rank = Rank.of(request);
        // A full run that waits may have to do so for hours, and gives no way meanwhile.
        return waiting(request.site(), "").stream()
                .anyMatch(other -> rank == Rank.CHANGES ? other == rank : other.covers(rank));
    }

    /** The kinds of the site's runs that wait, in whatever process. */
    List<RunKind> waiting(String site) {
        return waiting(site, "").stream().map(Rank::kind).distinct().toList();
    }

    /** How many runs wait in this process, those that another one will cover included. */
    int waiters() {
        return (int) waiters.stream().filter(waiter -> waiter.looks.get() > 0).count();
    }

    private List<Rank> waiting(String site, String except) {
        Set<String> names = leases.heldBelow(prefix(site), except);
        return Arrays.stream(Rank.values())
                .filter(rank -> names.contains(prefix(site) + rank.name()))
                .toList();
    }

    private static String prefix(String site) {
        return "waiting:" + site + ":";
    }

    /** Nothing is said of a wait that is over at the second look. */
    private void say(Waiter waiter) {
        boolean first = waiter.looks.incrementAndGet() == 1;
        if (first) {
            tell(waiter.request.site());
        }
        Instant now = clock.instant();
        if (first || now.isBefore(waiter.sayAt)) {
            return;
        }
        waiter.sayAt = now.plus(SAY_EVERY);
        RunRequest request = waiter.request;
        log.info(
                "{} {}: waits for {}",
                request.site(),
                request.kind().word(),
                history.running(request.site())
                        .map(
                                run ->
                                        "the %s run that began at %s; it has listed %d pages so far"
                                                .formatted(
                                                        run.kind().word(),
                                                        UtcTime.of(run.startedAt()),
                                                        run.total().listed()))
                        .orElse("another run or plan of this site"));
    }

    /** The run has come to its end: the next one may begin. */
    void leave(Run run) {
        inWork.remove(run);
        lease.release(run);
        wake();
    }

    /** Waits, but no longer than until a run of this process has ended. */
    void await(Duration time, BooleanSupplier over) throws InterruptedException {
        long seen = ended.get();
        waiting.atMost(time, () -> over.getAsBoolean() || ended.get() != seen);
    }

    /** Has those that wait look whether it is their turn. */
    void wake() {
        ended.incrementAndGet();
        waiting.wake();
    }

    /** Has the site's run end after its page of results, and those that wait for it at once. */
    boolean stop(String site) {
        boolean any = inWork.stop(site);
        for (Waiter waiter : waiters) {
            if (waiter.request.site().equals(site)) {
                waiter.stopped = true;
                any = true;
            }
        }
        waiting.wake();
        return any;
    }

    private void tell(String site) {
        events.publishEvent(new RunProgress("", site));
    }
}
