package dev.kbsync.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person sees of the pages that failed, and decides about them. */
@Component
public class FailureReview {

    private final JdbcClient jdbc;
    private final Clock clock;

    public FailureReview(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
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
                .query(FailureReview::failure)
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
}
