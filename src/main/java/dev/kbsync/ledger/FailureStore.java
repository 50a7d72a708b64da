package dev.kbsync.ledger;

import dev.kbsync.page.Outcome;
import dev.kbsync.page.PageRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * Makes pages due, dismissed ones among them too: the next run of the site tries them.
     *
     * @param contentIds the pages; empty for all that are not dismissed
     * @return how many there were
     */
    public int retryNow(String cloudId, Collection<String> contentIds) {
        return update("next_at = :now, dismissed = false", cloudId, contentIds);
    }

    /** Makes all dismissed pages due and shows them again. Returns how many there were. */
    public int retryDismissed(String cloudId) {
        return jdbc.sql(
                        """
                        update failure set next_at = :now, dismissed = false
                        where cloud_id = :cloud and dismissed = true\
                        """)
                .param("now", clock.millis())
                .param("cloud", cloudId)
                .update();
    }

    /**
     * Hides pages, and keeps runs for changes from trying them, until they change or a full run
     * finds them failing again.
     *
     * @param contentIds the pages; empty for all
     * @return how many there were
     */
    public int dismiss(String cloudId, Collection<String> contentIds) {
        return update("dismissed = true", cloudId, contentIds);
    }

    private int update(String change, String cloudId, Collection<String> contentIds) {
        String which = contentIds.isEmpty() ? "dismissed = false" : "content_id in (:ids)";
        return jdbc.sql("update failure set " + change + " where cloud_id = :cloud and " + which)
                .param("cloud", cloudId)
                .param("ids", contentIds)
                .param("now", clock.millis())
                .update();
    }

    /** How many pages failed when they were tried last, dismissed ones not counted. */
    public int count(String cloudId) {
        return count(cloudId, false);
    }

    /**
     * Pages that are known to be undelivered.
     *
     * @param since when the first of them failed
     * @param reason why the latest did
     */
    public record Undelivered(int pages, Instant since, String reason) {}

    public Optional<Undelivered> undelivered(String cloudId) {
        return of(cloudId, 1).stream()
                .findFirst()
                .map(latest -> new Undelivered(count(cloudId), since(cloudId), latest.reason()));
    }

    private Instant since(String cloudId) {
        return Instant.ofEpochMilli(
                jdbc.sql(
                                "select min(first_at) from failure where cloud_id = :cloud and dismissed = false")
                        .param("cloud", cloudId)
                        .query(Long.class)
                        .single());
    }

    public int countDismissed(String cloudId) {
        return count(cloudId, true);
    }

    private int count(String cloudId, boolean dismissed) {
        return jdbc.sql(
                        "select count(*) from failure where cloud_id = :cloud and dismissed = :dismissed")
                .param("cloud", cloudId)
                .param("dismissed", dismissed)
                .query(Integer.class)
                .single();
    }

    /** The failed pages of a site, the latest failure first, without dismissed ones. */
    public List<Failure> of(String cloudId) {
        return of(cloudId, Integer.MAX_VALUE);
    }

    /**
     * The latest of them.
     *
     * @param most how many at most
     */
    public List<Failure> of(String cloudId, int most) {
        return jdbc.sql(
                        """
                        select * from failure where cloud_id = :cloud and dismissed = false
                        order by last_at desc, title limit :most\
                        """)
                .param("cloud", cloudId)
                .param("most", most)
                .query(FailureStore::failure)
                .list();
    }

    static Failure failure(ResultSet row, int number) throws SQLException {
        return new Failure(
                row.getString("content_id"),
                row.getString("space"),
                row.getString("title"),
                row.getString("web_url"),
                row.getString("stage"),
                row.getString("reason"),
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("first_at")),
                Instant.ofEpochMilli(row.getLong("last_at")),
                Instant.ofEpochMilli(row.getLong("next_at")));
    }

    private static String cut(String reason) {
        return reason.length() > REASON ? reason.substring(0, REASON) : reason;
    }
}
