package dev.kbsync.history;

import dev.kbsync.site.RunKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers questions about the runs of the past. */
@Component
public class RunHistory {

    private static final int LATEST = 50;
    private static final String LAST = " order by started_at desc, id desc limit 1";
    private static final String FIRST = " order by started_at, id limit 1";

    private final JdbcClient jdbc;
    private final RunStore store;

    public RunHistory(JdbcClient jdbc, RunStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /** Ids of the latest runs of a site. */
    public Set<String> ids(String site) {
        return Set.copyOf(
                jdbc.sql(
                                "select id from run where site = :site order by started_at desc, id desc limit :latest")
                        .param("site", site)
                        .param("latest", LATEST)
                        .query(String.class)
                        .list());
    }

    /**
     * A complete run that did enough and is not among those known. Told by ids, since the clocks of
     * two machines differ; looked for among as many of the latest runs as {@link #ids} knows.
     *
     * @param enough whether a run of a kind did
     */
    public Optional<RunReport> completed(
            String site, Predicate<RunKind> enough, Set<String> known) {
        return jdbc
                .sql(
                        """
                        select id, kind from (select id, kind, state, started_at from run
                          where site = :site order by started_at desc, id desc limit :latest) latest
                        where state = 'COMPLETE' order by started_at desc, id desc\
                        """)
                .param("site", site)
                .param("latest", LATEST)
                .query((row, number) -> List.of(row.getString("id"), row.getString("kind")))
                .list()
                .stream()
                .filter(run -> enough.test(RunKind.valueOf(run.get(1))))
                .map(run -> run.get(0))
                .filter(id -> !known.contains(id))
                .findFirst()
                .flatMap(store::find);
    }

    /** The last complete run of a site. */
    public Optional<RunReport> lastComplete(String site) {
        return one(site, "state = 'COMPLETE'", LAST);
    }

    public Optional<RunReport> lastComplete(String site, RunKind kind) {
        return one(site, "state = 'COMPLETE' and kind = '" + kind.name() + "'", LAST);
    }

    /** The last complete run that did at least what one of this kind does. */
    public Optional<RunReport> lastCovering(String site, RunKind kind) {
        return kind == RunKind.FULL ? lastComplete(site, kind) : lastComplete(site);
    }

    /** The first run that did not get to its end since the last one that covers this kind did. */
    public Optional<RunReport> firstBroken(
            String site, RunKind kind, Optional<RunReport> complete) {
        long since = complete.map(run -> run.startedAt().toEpochMilli()).orElse(Long.MIN_VALUE);
        return one(site, broken(kind) + " and started_at > " + since, FIRST);
    }

    public Optional<RunReport> lastBroken(String site, RunKind kind) {
        return one(site, broken(kind), LAST);
    }

    private static String broken(RunKind kind) {
        return "state = 'INCOMPLETE'"
                + (kind == RunKind.FULL ? " and kind = '" + kind.name() + "'" : "");
    }

    /** The last run of a site that has ended. */
    public Optional<RunReport> lastClosed(String site) {
        return one(site, "state <> 'RUNNING'", LAST);
    }

    /** When the first run of a site that is still known began. */
    public Optional<Instant> firstStart(String site) {
        return one(site, "1 = 1", FIRST).map(RunReport::startedAt);
    }

    private Optional<RunReport> one(String site, String condition, String order) {
        return jdbc.sql("select id from run where site = :site and " + condition + order)
                .param("site", site)
                .query(String.class)
                .optional()
                .flatMap(store::withoutCensus);
    }

    /** The site's run in progress, in whatever process. */
    public Optional<RunReport> running(String site) {
        return one(site, "state = 'RUNNING'", LAST);
    }
}
