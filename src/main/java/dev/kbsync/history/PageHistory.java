package dev.kbsync.history;

import dev.kbsync.page.Outcome.Kind;
import dev.kbsync.site.RunKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of one page in the runs that are kept; it is not told where it did not change. */
@Component
public class PageHistory {

    private final JdbcClient jdbc;

    public PageHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The page in one run.
     *
     * @param at when the run began
     * @param stage where it failed; empty otherwise
     * @param reason why, one sentence; empty for an ordinary delivery
     */
    public record Event(
            String runId, RunKind run, Instant at, Kind outcome, String stage, String reason) {

        /** What became of it, in a word. */
        public String word() {
            return outcome.name().toLowerCase(Locale.ROOT);
        }
    }

    /** The latest of them, the newest first. */
    public List<Event> of(String site, String contentId, int atMost) {
        return jdbc.sql(
                        """
                        select r.id, r.kind, r.started_at, p.outcome, p.stage, p.reason
                        from run r join run_page p on p.run_id = r.id
                        where r.site = :site and p.content_id = :content
                        order by r.started_at desc, r.id desc limit :most\
                        """)
                .param("site", site)
                .param("content", contentId)
                .param("most", atMost)
                .query(
                        (row, number) ->
                                new Event(
                                        row.getString("id"),
                                        RunKind.valueOf(row.getString("kind")),
                                        Instant.ofEpochMilli(row.getLong("started_at")),
                                        Kind.valueOf(row.getString("outcome")),
                                        row.getString("stage"),
                                        row.getString("reason")))
                .list();
    }
}
