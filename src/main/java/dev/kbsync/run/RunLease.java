package dev.kbsync.run;

import dev.kbsync.database.Leases;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** One run of a site at a time, across processes. */
@Component
class RunLease {

    /** Longer than one page of results can take, waits for Atlassian included. */
    private static final Duration LENGTH = Duration.ofMinutes(15);

    private final Leases leases;
    private final String process = Leases.newHolder();

    RunLease(Leases leases) {
        this.leases = leases;
    }

    boolean acquire(Run run) {
        return leases.acquire(name(run), holder(run), LENGTH);
    }

    /**
     * @throws IllegalStateException if another process took over meanwhile: two runs of one site
     *     must not write the same ledger
     */
    void extend(Run run) {
        if (!leases.acquire(name(run), holder(run), LENGTH)) {
            throw new IllegalStateException("another process took this site over");
        }
    }

    void release(Run run) {
        leases.release(name(run), holder(run));
    }

    private static String name(Run run) {
        return "run:" + run.getSite().name();
    }

    private String holder(Run run) {
        return process + ":" + run.getId();
    }
}
