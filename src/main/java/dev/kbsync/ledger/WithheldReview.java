package dev.kbsync.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a person sees of the removals that wait, and decides about them. A document may also be kept
 * permanently, as long as its page stays away.
 */
@Component
public class WithheldReview {

    private static final String FROM =
            """
            from withheld w
              join ledger_page p on p.cloud_id = w.cloud_id and p.content_id = w.content_id
            where w.cloud_id = :cloud and w.kept = :kept\
            """;

    private final JdbcClient jdbc;

    public WithheldReview(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A document whose removal waits.
     *
     * @param reason what is known of its page, a few words
     * @param since when a full run missed the page, or found that a sink does not want it, for the
     *     first time
     * @param kept whether a person decided that the document stays
     */
    public record Withheld(
            String contentId,
            String space,
            String title,
            String webUrl,
            String reason,
            Instant since,
            boolean kept) {}

    /**
     * Keeps documents permanently.
     *
     * @param contentIds their pages; empty for all that wait
     * @return how many there were
     */
    public int keep(String cloudId, Collection<String> contentIds) {
        return set(true, cloudId, contentIds);
    }

    /**
     * Lets the next full run decide again about documents that a person kept.
     *
     * @param contentIds their pages; empty for all that are kept
     * @return how many there were
     */
    public int letGo(String cloudId, Collection<String> contentIds) {
        return set(false, cloudId, contentIds);
    }

    private int set(boolean kept, String cloudId, Collection<String> contentIds) {
        return jdbc.sql(
                        "update withheld set kept = :kept, approved = null where cloud_id = :cloud and kept <> :kept"
                                + (contentIds.isEmpty() ? "" : " and content_id in (:ids)"))
                .param("kept", kept)
                .param("cloud", cloudId)
                .param("ids", contentIds)
                .update();
    }

    /**
     * Approves removals that wait. Those that a person saw and did not approve wait on, however few
     * they are.
     *
     * @param contentIds the pages of those that are approved
     * @return how many documents there are of them
     */
    public int approve(String cloudId, Collection<String> contentIds) {
        jdbc.sql("update withheld set approved = false where cloud_id = :cloud and kept = false")
                .param("cloud", cloudId)
                .update();
        return jdbc.sql(
                        """
                        update withheld set approved = true
                        where cloud_id = :cloud and kept = false and content_id in (:ids)\
                        """)
                .param("cloud", cloudId)
                .param("ids", contentIds)
                .update();
    }

    /** How many documents wait for a person, or how many are kept by one. */
    public int count(String cloudId, boolean kept) {
        return jdbc.sql("select count(*) " + FROM)
                .param("cloud", cloudId)
                .param("kept", kept)
                .query(Integer.class)
                .single();
    }

    /** Those documents, by space and title, so many at most. */
    public List<Withheld> of(String cloudId, boolean kept, int most) {
        return jdbc.sql(
                        "select p.content_id, p.space, p.title, p.web_url, w.reason, w.since, w.kept "
                                + FROM
                                + " order by p.space, p.title, p.content_id, w.sink limit :most")
                .param("cloud", cloudId)
                .param("kept", kept)
                .param("most", most)
                .query(
                        (row, number) ->
                                new Withheld(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        Instant.ofEpochMilli(row.getLong(6)),
                                        row.getBoolean(7)))
                .list();
    }
}
