package dev.kbsync.history;

import dev.kbsync.page.Outcome;
import dev.kbsync.page.Outcome.Kind;
import dev.kbsync.page.PageRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What became of single pages in a run. It is bounded: of each outcome a run keeps the first pages,
 * and of each site the latest runs keep theirs. Pages that did not change are only counted.
 */
@Component
public class RunPages {

    /** Of one outcome in one run. */
    static final int MOST = 1000;

    /** The same pages are skipped by every run. */
    static final int MOST_SKIPPED = 200;

    /** Of all runs of a site. */
    static final int MOST_OF_A_SITE = 50_000;

    private static final int TEXT = 1000;

    private static final String URGENT_FIRST =
            """
             order by case outcome when 'FAILED' then 0 when 'REMOVED' then 1 when 'SKIPPED' then 2 else 3 end,
              number\
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;

    public RunPages(NamedParameterJdbcOperations batches) {
        this.batches = batches;
        this.jdbc = JdbcClient.create(batches);
    }

    /**
     * One page in one run.
     *
     * @param outcome what became of it; never unchanged
     * @param stage where it failed; empty otherwise
     * @param reason why, one sentence; empty for an ordinary delivery
     */
    public record RunPage(
            Kind outcome,
            String contentId,
            String space,
            String title,
            String webUrl,
            String stage,
            String reason) {}

    /** Adds what became of some pages, within a transaction of the caller. */
    void add(String runId, Collection<Outcome> outcomes) {
        List<Outcome> told =
                outcomes.stream().filter(outcome -> outcome.kind() != Kind.UNCHANGED).toList();
        if (told.isEmpty()) {
            return;
        }
        Map<Kind, Integer> before = counts(runId);
        int number = before.values().stream().mapToInt(Integer::intValue).sum();
        List<SqlParameterSource> rows = new ArrayList<>();
        for (Outcome outcome : told) {
            int most = outcome.kind() == Kind.SKIPPED ? MOST_SKIPPED : MOST;
            if (before.merge(outcome.kind(), 1, Integer::sum) <= most) {
                rows.add(row(runId, number++, outcome));
            }
        }
        batches.batchUpdate(
                """
                insert into run_page (run_id, number, outcome, content_id, space, title, web_url, stage,
                  reason)
                values (:run, :number, :outcome, :id, :space, :title, :url, :stage, :reason)\
                """,
                rows.toArray(SqlParameterSource[]::new));
    }

    private static SqlParameterSource row(String runId, int number, Outcome outcome) {
        PageRef ref = outcome.work().ref();
        return new MapSqlParameterSource("run", runId)
                .addValue("number", number)
                .addValue("outcome", outcome.kind().name())
                .addValue("id", ref.contentId())
                .addValue("space", ref.space())
                .addValue("title", cut(ref.title()))
                .addValue("url", ref.webUrl())
                .addValue("stage", outcome.stage())
                .addValue("reason", cut(outcome.reason()));
    }

    /** How many pages of each outcome are kept of a run. */
    public Map<Kind, Integer> counts(String runId) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        jdbc.sql(
                        "select outcome, count(*) as pages from run_page where run_id = :id group by outcome")
                .param("id", runId)
                .query(
                        row -> {
                            counts.put(Kind.valueOf(row.getString("outcome")), row.getInt("pages"));
                        });
        return counts;
    }

    /**
     * Pages of a run: those that failed, that were removed, that were skipped, and all others.
     *
     * @param outcome those of one outcome; null for all
     * @param from how many to pass over
     * @param most how many at most
     */
    public List<RunPage> of(String runId, @Nullable Kind outcome, long from, int most) {
        return jdbc.sql(
                        "select * from run_page where run_id = :id"
                                + (outcome == null ? "" : " and outcome = '" + outcome.name() + "'")
                                + URGENT_FIRST
                                + " limit :most offset :from")
                .param("id", runId)
                .param("most", most)
                .param("from", from)
                .query((row, number) -> page(row))
                .list();
    }

    private static RunPage page(ResultSet row) throws SQLException {
        return new RunPage(
                Kind.valueOf(row.getString("outcome")),
                row.getString("content_id"),
                row.getString("space"),
                row.getString("title"),
                row.getString("web_url"),
                row.getString("stage"),
                row.getString("reason"));
    }

    /** Forgets the pages of the oldest runs of a site where there are too many. */
    void trim(String site) {
        List<String> old = new ArrayList<>();
        int[] kept = {0};
        jdbc.sql(
                        """
                        select r.id, count(*) as pages from run r join run_page p on p.run_id = r.id
                        where r.site = :site group by r.id, r.started_at
                        order by r.started_at desc, r.id desc\
                        """)
                .param("site", site)
                .query(
                        row -> {
                            kept[0] += row.getInt("pages");
                            if (kept[0] > MOST_OF_A_SITE) {
                                old.add(row.getString("id"));
                            }
                        });
        old.forEach(
                id -> jdbc.sql("delete from run_page where run_id = :id").param("id", id).update());
    }

    private static String cut(String text) {
        return text.length() > TEXT ? text.substring(0, TEXT) : text;
    }
}
