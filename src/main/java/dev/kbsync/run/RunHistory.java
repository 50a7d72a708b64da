package dev.kbsync.run;

import dev.kbsync.run.RunReport.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers questions about the runs of the past. */
@Component
class RunHistory {

    private static final int LATEST = 50;

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

    /** The site's run in work, in whatever process. */
    Optional<RunReport> running(String site) {
        return store.latest(site, 1).stream()
                .filter(run -> run.state() == State.RUNNING)
                .findFirst();
    }
}
