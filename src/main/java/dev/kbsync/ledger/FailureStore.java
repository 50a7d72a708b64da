package dev.kbsync.ledger;

import dev.kbsync.page.Outcome;
import dev.kbsync.page.PageRef;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Pages that could not be completed, kept until they can. A dismissed one is not shown and not
 * tried until the page changes or a full run meets it; if it fails then, it is shown again.
 */
@Component
public class FailureStore {

    private static final int REASON = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final FailureDelay delay;

    public FailureStore(JdbcClient jdbc, Clock clock, FailureDelay delay) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.delay = delay;
    }

    /**
     * What is known of a page's failures, to decide whether it is tried again.
     *
     * @param fingerprint of the page as it failed last
     * @param nextAt when it is tried again
     */
    public record Held(String fingerprint, boolean dismissed, Instant nextAt, String reason) {}

    /**
     * @param fingerprint of the page as it failed
     */
    public void failed(Outcome outcome, String fingerprint) {
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
                          attempts, fingerprint, dismissed, first_at, last_at, next_at)
                        values (:cloud, :id, :space, :title, :url, :stage, :reason, :attempts,
                            :fingerprint, false, :now, :now, :next)
                        on conflict (cloud_id, content_id) do update set
                          space = excluded.space, title = excluded.title, web_url = excluded.web_url,
                          stage = excluded.stage, reason = excluded.reason, attempts = excluded.attempts,
                          fingerprint = excluded.fingerprint, dismissed = false,
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
                .param("fingerprint", fingerprint)
                .param("now", now.toEpochMilli())
                .param("next", now.plus(delay.after(attempts)).toEpochMilli())
                .update();
    }

    public void mended(String cloudId, Collection<String> contentIds) {
        if (!contentIds.isEmpty()) {
            jdbc.sql("delete from failure where cloud_id = :cloud and content_id in (:ids)")
                    .param("cloud", cloudId)
                    .param("ids", contentIds)
                    .update();
        }
    }

    /** These pages are not wanted now; a dismissed one may be skipped because it is dismissed. */
    public void skipped(String cloudId, Collection<String> contentIds) {
        if (!contentIds.isEmpty()) {
            jdbc.sql(
                            """
                            delete from failure
                            where cloud_id = :cloud and content_id in (:ids) and dismissed = false\
                            """)
                    .param("cloud", cloudId)
                    .param("ids", contentIds)
                    .update();
        }
    }

    /** Ids of the pages whose next try is due. */
    public List<String> due(String cloudId) {
        return jdbc.sql(
                        """
                        select content_id from failure
                        where cloud_id = :cloud and next_at <= :now and dismissed = false
                        order by next_at\
                        """)
                .param("cloud", cloudId)
                .param("now", clock.millis())
                .query(String.class)
                .list();
    }

    public boolean isDue(Held held) {
        return !held.nextAt().isAfter(clock.instant());
    }

    /** Those of these pages that failed when they were tried last, dismissed or not, by id. */
    public Map<String, Held> held(String cloudId, Collection<String> contentIds) {
        Map<String, Held> held = new HashMap<>();
        if (!contentIds.isEmpty()) {
            jdbc.sql("select * from failure where cloud_id = :cloud and content_id in (:ids)")
                    .param("cloud", cloudId)
                    .param("ids", contentIds)
                    .query(
                            row -> {
                                held.put(
                                        row.getString("content_id"),
                                        new Held(
                                                row.getString("fingerprint"),
                                                row.getBoolean("dismissed"),
                                                Instant.ofEpochMilli(row.getLong("next_at")),
                                                row.getString("reason")));
                            });
        }
        return held;
    }

    private static String cut(String reason) {
        return reason.length() > REASON ? reason.substring(0, REASON) : reason;
    }
}
