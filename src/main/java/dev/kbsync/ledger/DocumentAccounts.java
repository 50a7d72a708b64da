package dev.kbsync.ledger;

import dev.kbsync.ledger.FailureReview.Failure;
import dev.kbsync.ledger.SinkDocumentStore.Known;
import dev.kbsync.ledger.SinkDocumentStore.Place;
import dev.kbsync.page.SinkTargets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All that the ledger knows of one document. */
@Component
public class DocumentAccounts {

    private final JdbcClient jdbc;
    private final SinkDocumentStore ids;
    private final SinkTargets targets;

    public DocumentAccounts(JdbcClient jdbc, SinkDocumentStore ids, SinkTargets targets) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.targets = targets;
    }

    /**
     * What is known.
     *
     * @param sinks by name
     * @param failure null if the last try worked
     * @param removals one for all sinks (without a name), or some for single sinks
     */
    public record Account(
            List<Held> sinks, @Nullable Failure failure, List<WaitingRemoval> removals) {}

    /**
     * What a sink holds.
     *
     * @param state {@link DocumentState#DELIVERED}, {@link DocumentState#WAITING} or {@link
     *     DocumentState#FILTERED}
     * @param deliveredAt when the sink last took it; null if it never did
     * @param ownId what the sink calls the document
     * @param paths the file names under which it lies, if the sink keeps files
     */
    public record Held(
            String sink,
            DocumentState state,
            @Nullable Instant deliveredAt,
            String ownId,
            List<String> paths) {}

    /**
     * A removal that waits for a person.
     *
     * @param sink where; empty for everywhere
     * @param kept whether a person decided that the document stays
     */
    public record WaitingRemoval(String sink, String reason, Instant since, boolean kept) {}

    /** The account of a document, empty lists if nothing is known of it. */
    public Account of(String cloudId, String contentId) {
        return new Account(
                sinks(cloudId, contentId),
                on("select * from failure", cloudId, contentId)
                        .query(FailureReview::failure)
                        .optional()
                        .orElse(null),
                on("select * from withheld", cloudId, contentId)
                        .query(
                                (row, number) ->
                                        new WaitingRemoval(
                                                row.getString("sink"),
                                                row.getString("reason"),
                                                Instant.ofEpochMilli(row.getLong("since")),
                                                row.getBoolean("kept")))
                        .list());
    }

    private List<Held> sinks(String cloudId, String contentId) {
        // In two steps: the id is asked for on the same connection, which the first one holds.
        return on(
                        "select sink, fingerprint, paths, delivered_at from ledger_sink",
                        cloudId,
                        contentId)
                .query(DocumentAccounts::row)
                .list()
                .stream()
                .sorted(Comparator.comparing(Row::sink))
                .map(row -> held(row, cloudId + "-" + contentId))
                .toList();
    }

    private record Row(String sink, Holding holding, long deliveredAt) {}

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("sink"),
                Holding.of(row.getString("fingerprint"), row.getString("paths")),
                Math.max(0, row.getLong("delivered_at")));
    }

    private Held held(Row row, String documentId) {
        Place place = new Place(row.sink(), SinkTargets.place(targets.of(row.sink())), documentId);
        return new Held(
                row.sink(),
                state(row.holding()),
                row.deliveredAt() == 0 ? null : Instant.ofEpochMilli(row.deliveredAt()),
                ids.find(place).map(Known::id).orElse(documentId),
                row.holding().ownPaths());
    }

    private JdbcClient.StatementSpec on(String select, String cloudId, String contentId) {
        return jdbc.sql(select + " where cloud_id = :cloud and content_id = :id")
                .param("cloud", cloudId)
                .param("id", contentId);
    }

    private static DocumentState state(Holding holding) {
        return switch (holding.fingerprint()) {
            case "" -> DocumentState.WAITING;
            case Holding.LET_GO -> DocumentState.FILTERED;
            default -> DocumentState.DELIVERED;
        };
    }
}
