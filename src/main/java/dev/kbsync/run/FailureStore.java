package dev.kbsync.run;

import dev.kbsync.page.Outcome;
import dev.kbsync.page.PageRef;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Pages that could not be brought to an end, kept until they can. */
@Component
public class FailureStore {

    private static final int REASON = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final RunProperties properties;

    FailureStore(JdbcClient jdbc, Clock clock, RunProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
    }

    /** A page that failed, as often as it did in a row. */
    public record Failure(
            String contentId,
            String space,
            String title,
            String webUrl,
            String stage,
            String reason,
            int attempts,
            Instant firstAt,
            Instant lastAt,
            Instant nextAt) {}

    void failed(Outcome outcome) {
        PageRef ref = outcome.work().ref();
        int attempts =
                1
                        + jdbc.sql(
                                        "select attempts from failure where cloud_id = :cloud and content_id = :id")
                                .param("cloud", ref.cloudId())
                                .param("id", ref.contentId())
                                .query(Integer.class)
                                .optional()
                                .orElse(0);
        Instant now = clock.instant();
        jdbc.sql(
                        """
                        insert into failure (cloud_id, content_id, space, title, web_url, stage, reason,
                          attempts, first_at, last_at, next_at)
                        values (:cloud, :id, :space, :title, :url, :stage, :reason, :attempts, :now, :now, :next)
                        on conflict (cloud_id, content_id) do update set
                          space = excluded.space, title = excluded.title, web_url = excluded.web_url,
                          stage = excluded.stage, reason = excluded.reason, attempts = excluded.attempts,
                          last_at = excluded.last_at, next_at = excluded.next_at\
                        """)
                .param("cloud", ref.cloudId())
                .param("id", ref.contentId())
                .param("space", ref.space())
                .param("title", ref.title())
                .param("url", ref.webUrl())
                .param("stage", outcome.stage())
                .param("reason", cut(outcome.reason()))
                .param("attempts", attempts)
                .param("now", now.toEpochMilli())
                .param("next", now.plus(properties.retry().after(attempts)).toEpochMilli())
                .update();
    }

    void mended(String cloudId, Collection<String> contentIds) {
        if (!contentIds.isEmpty()) {
            jdbc.sql("delete from failure where cloud_id = :cloud and content_id in (:ids)")
                    .param("cloud", cloudId)
                    .param("ids", contentIds)
                    .update();
        }
    }

    /** Ids of the pages whose next try is due. */
    List<String> due(String cloudId) {
        return jdbc.sql(
                        """
                        select content_id from failure where cloud_id = :cloud and next_at <= :now
                        order by next_at\
                        """)
                .param("cloud", cloudId)
                .param("now", clock.millis())
                .query(String.class)
                .list();
    }

    /** The failed pages of a site, the latest failure first. */
    public List<Failure> of(String cloudId) {
        return jdbc.sql(
                        "select * from failure where cloud_id = :cloud order by last_at desc, title")
                .param("cloud", cloudId)
                .query(
                        (row, number) ->
                                new Failure(
                                        row.getString("content_id"),
                                        row.getString("space"),
                                        row.getString("title"),
                                        row.getString("web_url"),
                                        row.getString("stage"),
                                        row.getString("reason"),
                                        row.getInt("attempts"),
                                        Instant.ofEpochMilli(row.getLong("first_at")),
                                        Instant.ofEpochMilli(row.getLong("last_at")),
                                        Instant.ofEpochMilli(row.getLong("next_at"))))
                .list();
    }

    private static String cut(String reason) {
        return reason.length() > REASON ? reason.substring(0, REASON) : reason;
    }
}
