package dev.kbsync.ledger;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ids that sinks gave to documents, for sinks that do not take ours. */
@Component
public class SinkDocumentStore {

    private final JdbcClient jdbc;

    public SinkDocumentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Where a document is kept.
     *
     * @param sink name of the sink
     * @param target where the sink keeps its documents at present
     * @param documentId our id
     */
    public record Place(String sink, String target, String documentId) {}

    /**
     * What a sink knows a document as.
     *
     * @param id the sink's id
     * @param revision the {@link dev.kbsync.page.Revision} that it was sent last
     */
    public record Known(String id, long revision) {}

    public Optional<Known> find(Place place) {
        return jdbc.sql(
                        """
                        select own_id, revision from sink_document
                        where sink = ? and target = ? and document_id = ?\
                        """)
                .params(place.sink(), place.target(), place.documentId())
                .query((row, number) -> new Known(row.getString(1), row.getLong(2)))
                .optional();
    }

    public void keep(Place place, Known known) {
        jdbc.sql(
                        """
                        insert into sink_document (sink, target, document_id, own_id, revision)
                        values (?, ?, ?, ?, ?)
                        on conflict (sink, target, document_id) do update set
                          own_id = excluded.own_id, revision = excluded.revision\
                        """)
                .params(
                        place.sink(),
                        place.target(),
                        place.documentId(),
                        known.id(),
                        known.revision())
                .update();
    }

    public void forget(Place place) {
        jdbc.sql("delete from sink_document where sink = ? and target = ? and document_id = ?")
                .params(place.sink(), place.target(), place.documentId())
                .update();
    }
}
