package dev.kbsync.history;

import dev.kbsync.history.RunReport.State;
import dev.kbsync.site.RunKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The runs of all sites that are still known, the newest first. */
@Component
public class RunList {

    private final JdbcClient jdbc;
    private final RunStore store;

    public RunList(JdbcClient jdbc, RunStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /**
     * Which runs are meant; what is left out does not narrow them down.
     *
     * @param site a site's name, empty for all
     */
    public record Filter(String site, @Nullable RunKind kind, @Nullable State state) {

        private String condition() {
            RunKind wanted = kind;
            State ended = state;
            return (site.isEmpty() ? " where 1 = 1" : " where site = :site")
                    + (wanted == null ? "" : " and kind = '" + wanted.name() + "'")
                    + (ended == null ? "" : " and state = '" + ended.name() + "'");
        }
    }

    /** How many there are. */
    public int count(Filter filter) {
        return sql("select count(*) from run", filter, "").query(Integer.class).single();
    }

    /**
     * Some of them, without their census.
     *
     * @param from how many to pass over
     * @param most how many at most
     */
    public List<RunReport> of(Filter filter, long from, int most) {
        return sql(
                        "select id from run",
                        filter,
                        " order by started_at desc, id desc limit :most offset :from")
                .param("most", most)
                .param("from", from)
                .query(String.class)
                .list()
                .stream()
                .flatMap(id -> store.withoutCensus(id).stream())
                .toList();
    }

    private StatementSpec sql(String select, Filter filter, String order) {
        StatementSpec sql = jdbc.sql(select + filter.condition() + order);
        return filter.site().isEmpty() ? sql : sql.param("site", filter.site());
    }
}
