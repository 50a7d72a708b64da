package dev.kbsync.run;

import dev.kbsync.database.Leases;
import dev.kbsync.page.Sentence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * One run of a site at a time, across processes. The lease has a number that grows with each run
 * that takes it, and whatever a run writes down is refused once its number is not the newest, see
 * {@link FencedWrites}.
 */
@Component
class RunLease {

    private static final Logger log = LoggerFactory.getLogger(RunLease.class);

    private static final String GIVING_WAY = "gives-way:";

    private static final Duration KEEP = Duration.ofMinutes(1);

    private final Leases leases;
    private final Duration length;
    private final Clock clock;
    private final String process = Leases.newHolder();
    private final Map<String, Instant> kept = new ConcurrentHashMap<>();

    /** By run, since when it certainly has its lease for its whole length. */
    private final Map<String, Instant> sure = new ConcurrentHashMap<>();

    /** Runs that have ended, but whose lease the database did not take back. */
    private final Set<Run> leftovers = ConcurrentHashMap.newKeySet();

    RunLease(Leases leases, RunProperties properties, Clock clock) {
        this.clock = clock;
        this.length = properties.lease();
        this.leases = leases;
    }

    boolean acquire(Run run) {
        leftovers.stream().filter(left -> name(left).equals(name(run))).forEach(this::release);
        Instant asked = clock.instant();
        long fence = leases.take(name(run), holder(run), length);
        if (fence == 0) {
            return false;
        }
        run.fencedBy(fence);
        sure.put(run.getId(), asked);
        return true;
    }

    /** How long a run that waits for something may do so until it has to extend its lease. */
    Duration step(Duration most) {
        Duration third = length.dividedBy(3);
        return third.compareTo(most) < 0 ? third : most;
    }

    /**
     * @throws TakenOverException if another run took over meanwhile: two runs of one site must not
     *     write the same ledger
     */
    void extend(Run run) {
        if (!extended(run)) {
            throw new TakenOverException();
        }
    }

    private boolean extended(Run run) {
        Instant asked = clock.instant();
        boolean extended = leases.extend(name(run), holder(run), length);
        if (extended) {
            sure.put(run.getId(), asked);
        } else {
            sure.remove(run.getId());
        }
        return extended;
    }

    /**
     * Whether the run may deliver: by the clock, or by the database where a pause may have been
     * longer than the lease.
     */
    boolean holds(Run run) {
        Instant since = sure.get(run.getId());
        Instant now = clock.instant();
        if (since != null
                && !now.isBefore(since)
                && now.isBefore(since.plus(length.dividedBy(3)))) {
            return true;
        }
        try {
            return extended(run);
        } catch (DataAccessException e) {
            log.debug("Whether run {} has its lease is not known", run.getId(), e);
            return false;
        }
    }

    /**
     * Comes first in each transaction that writes down anything of a run. One that gives way may
     * only say so of itself.
     *
     * @throws TakenOverException if another run has the site, or had it meanwhile
     */
    void confirm(Run run) {
        if (!leases.confirm(name(run), holder(run), run.fence())
                && !(run.gaveWay() && leases.extend(givingWay(run), holder(run), length))) {
            throw new TakenOverException();
        }
    }

    /**
     * Extends the lease while a page of results is in progress, once a minute: one with many files
     * to read takes its time. That it was taken over is found when the page of results is done, and
     * a run that has ended meanwhile gets no new lease.
     */
    void keep(Run run) {
        Instant now = clock.instant();
        Instant last = kept.get(run.getId());
        if (last == null || now.isAfter(last.plus(step(KEEP)))) {
            kept.put(run.getId(), now);
            try {
                extended(run);
            } catch (RuntimeException e) {
                // There is time left to try again.
                log.debug("The lease of run {} was not extended", run.getId(), e);
            }
        }
    }

    /** Whoever asks for the site next tries again if the database cannot be written now. */
    void release(Run run) {
        try {
            giveBack(run);
            if (run.gaveWay()) {
                endGivingWay(run);
            }
            leftovers.remove(run);
        } catch (DataAccessException e) {
            leftovers.add(run);
            log.warn(
                    "{}: the lease of run {} was not given back: {}",
                    run.getSite().name(),
                    run.getId(),
                    Sentence.of(e));
        }
    }

    private void giveBack(Run run) {
        kept.remove(run.getId());
        sure.remove(run.getId());
        leases.giveBack(name(run), holder(run));
    }

    /** Gives the site to other runs for a while; that this one is not over is a lease as well. */
    void giveWay(Run run) {
        leases.acquire(givingWay(run), holder(run), length);
        giveBack(run);
    }

    /** Keeps the run from being taken for one that was cut off. */
    void keepGivingWay(Run run) {
        leases.extend(givingWay(run), holder(run), length);
    }

    /** From now on no run for changes begins: the site is this run's once it is free. */
    void goOn(Run run) {
        leases.acquire(goingOn(run.getSite().name()), holder(run), length);
    }

    void endGivingWay(Run run) {
        leases.release(givingWay(run), holder(run));
        leases.release(goingOn(run.getSite().name()), holder(run));
    }

    /** Whether a run that gave way to others has its turn next. */
    boolean isGoingOn(String site) {
        return leases.held(goingOn(site));
    }

    /** Ids of the site's runs that give way to others, in whatever process. */
    Set<String> givingWay(String site) {
        String prefix = GIVING_WAY + site + ":";
        return leases.heldBelow(prefix, "").stream()
                .map(name -> name.substring(prefix.length()))
                .collect(Collectors.toSet());
    }

    private static String goingOn(String site) {
        return "goes-on:" + site;
    }

    private static String givingWay(Run run) {
        return GIVING_WAY + run.getSite().name() + ":" + run.getId();
    }

    /** Whether a run of the site is in progress, in whatever process. */
    boolean held(String site) {
        return leases.held(name(site));
    }

    private static String name(Run run) {
        return name(run.getSite().name());
    }

    private static String name(String site) {
        return "run:" + site;
    }

    private String holder(Run run) {
        return process + ":" + run.getId();
    }
}
