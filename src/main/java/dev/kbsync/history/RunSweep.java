package dev.kbsync.history;

import dev.kbsync.database.DatabaseSpace;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Forgets runs of long ago, but never the last complete one of a kind. */
public class RunSweep {

    private static final Logger log = LoggerFactory.getLogger(RunSweep.class);

    private static final String OLD =
            """
            from run where site = :site and started_at < :before and state <> 'RUNNING'
              and id not in (select id from run latest where latest.site = :site
                and latest.state = 'COMPLETE' and not exists (select 1 from run later
                  where later.site = latest.site and later.kind = latest.kind
                    and later.state = 'COMPLETE' and later.started_at > latest.started_at))\
            """;

    private final JdbcClient jdbc;
    private final RunPages pages;
    private final DatabaseSpace space;
    private final TransactionOperations transaction;
    private final Duration keep;
    private final Clock clock;

    /**
     * @param keep how long runs are kept
     */
    public RunSweep(
            JdbcClient jdbc,
            RunPages pages,
            DatabaseSpace space,
            TransactionOperations transaction,
            Duration keep,
            Clock clock) {
        this.jdbc = jdbc;
        this.pages = pages;
        this.space = space;
        this.transaction = transaction;
        this.keep = keep;
        this.clock = clock;
    }

    @EventListener
    void closed(RunReport report) {
        try {
            sweep(report);
            if (report.total().skipped() > 0 || report.total().changed()) {
                pages.trim(report.site());
            }
        } catch (DataAccessException e) {
            // The run that told of its end has ended well all the same.
            log.warn("Old runs of {} are not forgotten: {}", report.site(), e.getMessage());
        }
    }

    private void sweep(RunReport report) {
        long before = clock.instant().minus(keep).toEpochMilli();
        boolean any =
                jdbc.sql("select count(*) from run where site = :site and started_at < :before")
                                .param("site", report.site())
                                .param("before", before)
                                .query(Long.class)
                                .single()
                        > 2;
        if (any) {
            transaction.executeWithoutResult(status -> forget(report.site(), before));
            space.giveBack();
        }
    }

    private void forget(String site, long before) {
        for (String table : new String[] {"run_space", "run_census", "run_warning", "run_page"}) {
            delete(
                    "delete from " + table + " where run_id in (select id " + OLD + ")",
                    site,
                    before);
        }
        delete("delete " + OLD, site, before);
    }

    private void delete(String sql, String site, long before) {
        jdbc.sql(sql).param("site", site).param("before", before).update();
    }
}
