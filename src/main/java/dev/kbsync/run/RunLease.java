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

/** One run of a site at a time, across processes. */
@Component
class RunLease {

    private static final Logger log = LoggerFactory.getLogger(RunLease.class);

    /** Longer than one page can take, waits for Atlassian included. */
    private static final Duration LENGTH = Duration.ofMinutes(15);

    private static final String GIVING_WAY = "gives-way:";

    private static final Duration KEEP = Duration.ofMinutes(1);

    private final Leases leases;
    private final Clock clock;
    private final String process = Leases.newHolder();
    private final Map<String, Instant> kept = new ConcurrentHashMap<>();

    /** Runs that have ended, but whose lease the database did not take back. */
    private final Set<Run> leftovers = ConcurrentHashMap.newKeySet();

    RunLease(Leases leases, Clock clock) {
        this.clock = clock;
        this.leases = leases;
    }

    boolean acquire(Run run) {
        leftovers.stream().filter(left -> name(left).equals(name(run))).forEach(this::release);
        return leases.acquire(name(run), holder(run), LENGTH);
    }

    /**
     * @throws IllegalStateException if another process took over meanwhile: two runs of one site
     *     must not write the same ledger
     */
    void extend(Run run) {
        if (!leases.extend(name(run), holder(run), LENGTH)) {
            throw new IllegalStateException("another process took this site over");
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
        if (last == null || now.isAfter(last.plus(KEEP))) {
            kept.put(run.getId(), now);
            try {
                leases.extend(name(run), holder(run), LENGTH);
            } catch (RuntimeException e) {
                // There is time left to try again.
                log.debug("The lease of run {} was not extended", run.getId(), e);
            }
        }
    }

    /** Whoever asks for the site next tries again if the database cannot be written now. */
    void release(Run run) {
        kept.remove(run.getId());
        try {
            leases.release(name(run), holder(run));
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

    /** Gives the site to other runs for a while; that this one is not over is a lease as well. */
    void giveWay(Run run) {
        leases.acquire(givingWay(run), holder(run), LENGTH);
        release(run);
    }

    /** Keeps the run from being taken for one that was cut off. */
    void keepGivingWay(Run run) {
        leases.extend(givingWay(run), holder(run), LENGTH);
    }

    /** From now on no run for changes begins: the site is this run's once it is free. */
    void goOn(Run run) {
        leases.acquire(goingOn(run.getSite().name()), holder(run), LENGTH);
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
