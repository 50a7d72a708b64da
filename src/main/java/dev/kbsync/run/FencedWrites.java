package dev.kbsync.run;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The only way for a run to write anything down. A run that was paused for longer than its lease,
 * with its whole process or machine, does not know that another one has taken its site over; its
 * writes are refused.
 */
@Component
class FencedWrites {

    private final RunLease lease;
    private final TransactionOperations transaction;

    FencedWrites(RunLease lease, TransactionOperations transaction) {
        this.lease = lease;
        this.transaction = transaction;
    }

    /**
     * Writes in one transaction; nobody can take the site over until it has ended.
     *
     * @throws TakenOverException if somebody has; nothing is written then
     */
    void of(Run run, Runnable write) {
        transaction.executeWithoutResult(
                status -> {
                    // As a write it also has to come first: a transaction that begins with a read
                    // may not write any more once another process has (SQLite).
                    lease.confirm(run);
                    write.run();
                });
    }
}
