package dev.kbsync.run;

import dev.kbsync.site.RunKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers questions about the runs of the past. */
@Component
class RunHistory {

    private static final int LATEST = 50;
    private static final String LAST = " order by started_at desc, id desc limit 1";
    private static final String FIRST = " order by started_at, id limit 1";

    private final JdbcClient jdbc;
    private final RunStore store;

    RunHistory(JdbcClient jdbc, RunStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /** Ids of the latest runs of a site. */
    Set<String> ids(String site) {
        return Set.copyOf(
                jdbc.sql(
                                "select id from run where site = :site order by started_at desc, id desc limit :latest")
                        .param("site", site)
                        .param("latest", LATEST)
                        .query(String.class)
                        .list());
    }

    /**
     * A complete run that did at least as much as one of this rank, and that is not among those
     * known. Told by ids, since the clocks of two machines differ.
     */
    Optional<RunReport> completed(String site, Rank rank, Set<String> known) {
        return jdbc
                .sql(
                        """
                        select id, kind from run where site = :site and state = 'COMPLETE'
                        order by started_at desc, id desc limit :latest\
                        """)
                .param("site", site)
                .param("latest", LATEST)
                .query((row, number) -> List.of(row.getString("id"), row.getString("kind")))
                .list()
                .stream()
                // Whether a full run of the past was allowed to remove more is not known.
                .filter(run -> Rank.valueOf(run.get(1)).covers(rank))
                .map(run -> run.get(0))
                .filter(id -> !known.contains(id))
                .findFirst()
                .flatMap(store::find);
    }

    /** The last complete run of a site. */
    Optional<RunReport> lastComplete(String site) {
        return one(site, "state = 'COMPLETE'", LAST);
    }

    Optional<RunReport> lastComplete(String site, RunKind kind) {
        return one(site, "state = 'COMPLETE' and kind = '" + kind.name() + "'", LAST);
    }

    /** The last complete run that did at least what one of this kind does. */
    Optional<RunReport> lastCovering(String site, RunKind kind) {
        return kind == RunKind.FULL ? lastComplete(site, kind) : lastComplete(site);
    }

    /** The first run that did not get to its end since the last one that covers this kind did. */
    Optional<RunReport> firstBroken(String site, RunKind kind, Optional<RunReport> complete) {
        long since = complete.map(run -> run.startedAt().toEpochMilli()).orElse(Long.MIN_VALUE);
        return one(site, broken(kind) + " and started_at > " + since, FIRST);
    }

    Optional<RunReport> lastBroken(String site, RunKind kind) {
        return one(site, broken(kind), LAST);
    }

    private static String broken(RunKind kind) {
        return "state = 'INCOMPLETE'"
                + (kind == RunKind.FULL ? " and kind = '" + kind.name() + "'" : "");
    }

    /** The last run of a site that has ended. */
    Optional<RunReport> lastClosed(String site) {
        return one(site, "state <> 'RUNNING'", LAST);
    }

    /** When the first run of a site that is still known began. */
    Optional<Instant> firstStart(String site) {
        return one(site, "1 = 1", FIRST).map(RunReport::startedAt);
    }

    private Optional<RunReport> one(String site, String condition, String order) {
        return jdbc.sql("select id from run where site = :site and " + condition + order)
                .param("site", site)
                .query(String.class)
                .optional()
                .flatMap(store::withoutCensus);
    }

    /** The site's run in work, in whatever process. */
    Optional<RunReport> running(String site) {
        return one(site, "state = 'RUNNING'", LAST);
    }
}
