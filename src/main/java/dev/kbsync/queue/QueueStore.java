package dev.kbsync.queue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What the sinks hold that are filled from a topic, and who fills them. */
@Component
class QueueStore {

    private static final String FROM_ANOTHER_PARTITION =
            """
            (queue_document.kafka_topic = excluded.kafka_topic
              and queue_document.kafka_partition <> excluded.kafka_partition)\
            """;

    /** Somebody was late, or told the sink of another version since it was last looked at. */
    private static final String LATE =
            """
            (queue_document.late and not :mended
              or %s and queue_document.revision <> :seen)\
            """
                    .formatted(FROM_ANOTHER_PARTITION);

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;

    QueueStore(JdbcClient jdbc, TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * A partition's records on their way to one sink.
     *
     * @param target where the sink keeps its documents, see {@link dev.kbsync.page.SinkTargets}
     * @param topic the topic's id
     * @param owner who hands them over, another one each time that the partition changes hands
     */
    record Lane(String sink, String target, String topic, int partition, String owner) {}

    /**
     * What a sink holds of a document.
     *
     * @param revision the {@link dev.kbsync.page.Revision} that it was sent last; 0 if none
     * @param offset where the record lies in the topic that it was sent last; -1 if in another one,
     *     or in another partition
     * @param paths where files of it may be
     * @param late whether somebody who had lost the partition may have written afterwards
     */
    record Held(long revision, long offset, List<String> paths, boolean late) {

        static final Held NOTHING = new Held(0, -1, List.of(), false);

        /** The paths, and one that was announced. */
        List<String> with(String path) {
            return Stream.concat(paths.stream(), Stream.of(path)).distinct().toList();
        }
    }

    /** A document that has to be handed over once more, and where its newest record lies. */
    record Late(String documentId, int partition, long offset) {}

    /** From now on only this owner may hand over the partition's records. */
    void take(Lane lane) {
        of(
                        """
                        insert into queue_partition (sink, target, kafka_partition, owner)
                        values (:sink, :target, :partition, :owner)
                        on conflict (sink, target, kafka_partition) do update set
                          owner = excluded.owner\
                        """,
                        lane)
                .update();
    }

    boolean owns(Lane lane) {
        return of(
                                """
                                select count(*) from queue_partition where sink = :sink
                                  and target = :target and kafka_partition = :partition
                                  and owner = :owner\
                                """,
                                lane)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    Held find(Lane lane, String documentId) {
        Optional<Held> found =
                of(
                                """
                                select revision, paths, late,
                                  case when kafka_topic = :topic and kafka_partition = :partition
                                    then kafka_offset else -1 end
                                from queue_document where sink = :sink and target = :target and document_id = :id\
                                """,
                                lane)
                        .param("id", documentId)
                        .query(
                                (row, number) ->
                                        new Held(
                                                row.getLong(1),
                                                row.getLong(4),
                                                lines(row.getString(2)),
                                                row.getBoolean(3)))
                        .optional();
        return found.orElse(Held.NOTHING);
    }

    private static List<String> lines(String paths) {
        return Stream.of(paths.split("\n", -1)).filter(path -> !path.isEmpty()).distinct().toList();
    }

    /**
     * A file is about to be written where the sink has none of the document's yet.
     *
     * @return false if somebody else has the partition now; nothing is noted then
     */
    boolean announce(Lane lane, String documentId, String path) {
        return owned(lane, () -> add(lane, documentId, 0, path, false));
    }

    /** The sink may have been told something out of order; whoever has the partition mends it. */
    void late(Lane lane, String documentId, long offset, String path) {
        add(lane, documentId, offset, path, true);
    }

    private void add(Lane lane, String documentId, long offset, String path, boolean late) {
        of(
                        """
                        insert into queue_document (sink, target, document_id, revision, paths,
                          kafka_topic, kafka_partition, kafka_offset, late)
                        values (:sink, :target, :id, 0, :path, :topic, :partition, :offset, :late)
                        on conflict (sink, target, document_id) do update set
                          paths = queue_document.paths || '\n' || excluded.paths,
                          kafka_offset = case
                            when excluded.kafka_topic = queue_document.kafka_topic
                              and excluded.kafka_partition = queue_document.kafka_partition
                              and excluded.kafka_offset > queue_document.kafka_offset
                            then excluded.kafka_offset else queue_document.kafka_offset end,
                          late = queue_document.late or excluded.late\
                        """,
                        lane)
                .param("id", documentId)
                .param("path", path)
                .param("offset", offset)
                .param("late", late)
                .update();
    }

    /**
     * The sink did as it was told. A document has changed its partition if the topic was given more
     * of them; then another reader may have told the sink something else meanwhile. The newer
     * version is noted, and has to be handed over once more.
     *
     * @param path where the document is now; empty if it was removed
     * @param before what was known when the sink was told: whoever was late since is not forgotten
     * @return false if somebody else has the partition now; nothing is noted then
     */
    boolean keep(
            Lane lane, String documentId, long revision, long offset, String path, Held before) {
        return owned(
                lane,
                () -> {
                    if (!noted(lane, documentId, revision, offset, path, before)) {
                        late(lane, documentId, offset, path);
                    }
                    forgetFailure(lane, documentId);
                });
    }

    /**
     * @return false if a newer version came from another partition
     */
    private boolean noted(
            Lane lane, String documentId, long revision, long offset, String path, Held before) {
        return of(
                                """
                                insert into queue_document (sink, target, document_id,
                                  revision, paths, kafka_topic, kafka_partition,
                                  kafka_offset, late)
                                values (:sink, :target, :id, :revision, :path, :topic,
                                  :partition, :offset, false)
                                on conflict (sink, target, document_id) do update set
                                  revision = excluded.revision,
                                  kafka_topic = excluded.kafka_topic,
                                  kafka_partition = excluded.kafka_partition,
                                  kafka_offset = excluded.kafka_offset,
                                  paths = case
                                    when %1$s
                                    then queue_document.paths || '\n' || excluded.paths
                                    else excluded.paths end,
                                  late = %1$s
                                where not %2$s or :path = ''
                                  or queue_document.revision <= excluded.revision\
                                """
                                        .formatted(LATE, FROM_ANOTHER_PARTITION),
                                lane)
                        .param("id", documentId)
                        .param("revision", revision)
                        .param("offset", offset)
                        .param("path", path)
                        .param("mended", before.late())
                        .param("seen", before.revision())
                        .update()
                == 1;
    }

    /** The sink's route let the document go: whatever the sink holds of it, stays. */
    void letGo(Lane lane, String documentId) {
        owned(
                lane,
                () -> {
                    forgive(lane, documentId);
                    forgetFailure(lane, documentId);
                });
    }

    private void forgetFailure(Lane lane, String documentId) {
        of(
                        """
                        delete from queue_failure
                        where sink = :sink and target = :target and document_id = :id\
                        """,
                        lane)
                .param("id", documentId)
                .update();
    }

    /**
     * Does something unless somebody else has the partition now.
     *
     * @return whether it was done
     */
    boolean owned(Lane lane, Runnable write) {
        return Boolean.TRUE.equals(
                transaction.execute(
                        status -> {
                            // First, so that nobody takes the partition until all is written.
                            int owned =
                                    of(
                                                    """
                                                    update queue_partition set owner = owner
                                                    where sink = :sink and target = :target
                                                      and kafka_partition = :partition
                                                      and owner = :owner\
                                                    """,
                                                    lane)
                                            .update();
                            if (owned == 1) {
                                write.run();
                            }
                            return owned == 1;
                        }));
    }

    /** What has to be handed over once more, in all partitions of a topic. */
    List<Late> late(String sink, String target, String topic) {
        return jdbc.sql(
                        """
                        select document_id, kafka_partition, kafka_offset from queue_document
                        where late and sink = ? and target = ? and kafka_topic = ?
                        order by kafka_offset\
                        """)
                .params(sink, target, topic)
                .query((row, number) -> new Late(row.getString(1), row.getInt(2), row.getLong(3)))
                .list();
    }

    /** Nothing more can be done about it. */
    void forgive(Lane lane, String documentId) {
        of(
                        """
                        update queue_document set late = false
                        where sink = :sink and target = :target and document_id = :id\
                        """,
                        lane)
                .param("id", documentId)
                .update();
    }

    private JdbcClient.StatementSpec of(String sql, Lane lane) {
        return jdbc.sql(sql)
                .param("sink", lane.sink())
                .param("target", lane.target())
                .param("topic", lane.topic())
                .param("partition", lane.partition())
                .param("owner", lane.owner());
    }
}
