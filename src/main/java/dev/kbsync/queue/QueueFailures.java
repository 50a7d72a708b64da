package dev.kbsync.queue;

import dev.kbsync.page.Delivery;
import dev.kbsync.page.PageRef;
import dev.kbsync.queue.QueueStore.Lane;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What sinks did not take from the topic, until they take it, or something newer of the document,
 * or until a person dismisses it.
 */
@Component
public class QueueFailures {

    private static final int REASON = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;

    QueueFailures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A record that a sink did not take.
     *
     * @param documentId of what cannot be read, the record's key, or its place in the topic
     * @param site its name; empty for what cannot be read, as are space and address
     * @param again whether a person wants it handed over once more, and it is yet to be done
     */
    public record Failure(
            String sink,
            String documentId,
            String site,
            String space,
            String title,
            String webUrl,
            String reason,
            int attempts,
            Instant firstAt,
            Instant lastAt,
            boolean again) {}

    /**
     * Some of them.
     *
     * @param sink empty for those of all sinks
     * @param site empty for those of all sites
     * @param documentIds empty for all
     */
    public record Which(String sink, String site, Collection<String> documentIds) {}

    /** Where a record lies that is to be handed over once more. */
    record Again(String documentId, int partition, long offset) {}

    /**
     * The sink did not take a record, which is tried no more.
     *
     * @param delivery what is in the record; null if that cannot be read
     */
    void failed(Lane lane, QueuedRecord queued, @Nullable Delivery delivery, String reason) {
        PageRef ref = delivery == null ? null : delivery.ref();
        jdbc.sql(
                        """
                        insert into queue_failure (sink, target, document_id, site, space, title,
                          web_url, reason, kafka_topic, kafka_partition, kafka_offset, attempts,
                          first_at, last_at, again)
                        values (:sink, :target, :id, :site, :space, :title, :url, :reason, :topic,
                          :partition, :offset, 1, :now, :now, false)
                        on conflict (sink, target, document_id) do update set
                          site = excluded.site, space = excluded.space, title = excluded.title,
                          web_url = excluded.web_url, reason = excluded.reason,
                          kafka_topic = excluded.kafka_topic,
                          kafka_partition = excluded.kafka_partition,
                          kafka_offset = excluded.kafka_offset,
                          attempts = queue_failure.attempts + 1, last_at = excluded.last_at,
                          again = false\
                        """)
                .param("sink", lane.sink())
                .param("target", lane.target())
                .param("id", queued.id())
                .param("site", delivery == null ? "" : delivery.site())
                .param("space", ref == null ? "" : ref.space())
                .param("title", ref == null ? queued.place() : ref.title())
                .param("url", ref == null ? "" : address(ref.webUrl()))
                .param("reason", cut(reason))
                .param("topic", queued.partition().topic())
                .param("partition", queued.partition().partition())
                .param("offset", queued.offset())
                .param("now", clock.millis())
                .update();
    }

    /** Only what a browser may be led to: anybody may have written the record. */
    private static String address(String url) {
        return url.matches("https?://.*") ? url : "";
    }

    /** What a sink that has moved did not take before, is for its present place to take. */
    void forgetElsewhere(String sink, String target) {
        jdbc.sql("delete from queue_failure where sink = ? and target <> ?")
                .params(sink, target)
                .update();
    }

    /** What a person wants to have handed over once more, in all partitions of a topic. */
    List<Again> again(String sink, String target, String topic) {
        return jdbc.sql(
                        """
                        select document_id, kafka_partition, kafka_offset from queue_failure
                        where again = true and sink = ? and target = ? and kafka_topic = ?
                        order by kafka_offset\
                        """)
                .params(sink, target, topic)
                .query((row, number) -> new Again(row.getString(1), row.getInt(2), row.getLong(3)))
                .list();
    }

    /** It is about to be handed over. */
    void begun(String sink, String target, String documentId) {
        jdbc.sql(
                        """
                        update queue_failure set again = false
                        where sink = ? and target = ? and document_id = ?\
                        """)
                .params(sink, target, documentId)
                .update();
    }

    /**
     * The latest first.
     *
     * @param site empty for those of all sites, and those that can not be read
     */
    public List<Failure> of(String site) {
        return of(site, 0, Integer.MAX_VALUE);
    }

    /**
     * Some of them.
     *
     * @param from how many to pass over
     * @param most how many at most
     */
    public List<Failure> of(String site, long from, int most) {
        return jdbc.sql(
                        """
                        select * from queue_failure where :site = '' or site = :site
                        order by last_at desc, document_id, sink limit :most offset :from\
                        """)
                .param("site", site)
                .param("most", most)
                .param("from", from)
                .query(QueueFailures::failure)
                .list();
    }

    /**
     * How many there are.
     *
     * @param sink empty for those of all sinks
     */
    public int count(String sink) {
        return jdbc.sql("select count(*) from queue_failure where :sink = '' or sink = :sink")
                .param("sink", sink)
                .query(Integer.class)
                .single();
    }

    private static Failure failure(ResultSet row, int number) throws SQLException {
        return new Failure(
                row.getString("sink"),
                row.getString("document_id"),
                row.getString("site"),
                row.getString("space"),
                row.getString("title"),
                row.getString("web_url"),
                row.getString("reason"),
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("first_at")),
                Instant.ofEpochMilli(row.getLong("last_at")),
                row.getBoolean("again"));
    }

    /**
     * Has them handed over once more, by whoever fills their sinks.
     *
     * @return how many there are
     */
    public int retry(Which which) {
        return change("update queue_failure set again = true", which);
    }

    /**
     * Forgets them until they come again.
     *
     * @return how many there were
     */
    public int dismiss(Which which) {
        return change("delete from queue_failure", which);
    }

    private int change(String change, Which which) {
        String some = which.documentIds().isEmpty() ? "" : " and document_id in (:ids)";
        return jdbc.sql(
                        change
                                + " where (:sink = '' or sink = :sink)"
                                + " and (:site = '' or site = :site)"
                                + some)
                .param("sink", which.sink())
                .param("site", which.site())
                .param("ids", which.documentIds())
                .update();
    }

    private static String cut(String reason) {
        return reason.length() > REASON ? reason.substring(0, REASON) : reason;
    }
}
