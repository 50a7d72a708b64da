package dev.kbsync.ledger;

import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.PageRef;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Writes the ledger's rows. Those of many pages go to the database together. */
final class LedgerRows {

    private final NamedParameterJdbcOperations batches;
    private final DocumentPath paths;

    LedgerRows(NamedParameterJdbcOperations batches, DocumentPath paths) {
        this.batches = batches;
        this.paths = paths;
    }

    /**
     * What a sink holds of a page.
     *
     * @param at when it was confirmed, or, below zero, when it was announced, which leaves a time
     *     that is there
     */
    record SinkRow(PageRef ref, String sink, Holding held, long at) {}

    /**
     * Writes down pages.
     *
     * @param runId the run that has seen them; empty for none
     */
    void pages(Stream<PageRef> refs, String runId) {
        batches.batchUpdate(
                """
                insert into ledger_page (cloud_id, content_id, type, space, title, version,
                  modified_at, web_url, above, labels, seen_in)
                values (:cloud, :id, :type, :space, :title, :version, :modified, :url, :above, :labels, :run)
                on conflict (cloud_id, content_id) do update set
                  type = excluded.type, space = excluded.space, title = excluded.title,
                  version = excluded.version, modified_at = excluded.modified_at,
                  web_url = excluded.web_url, above = excluded.above,
                  labels = excluded.labels, seen_in = excluded.seen_in\
                """,
                refs.map(ref -> row(ref, runId)).toArray(SqlParameterSource[]::new));
    }

    private SqlParameterSource row(PageRef ref, String runId) {
        return page(ref)
                .addValue("type", ref.type().name())
                .addValue("space", ref.space())
                .addValue("title", ref.title())
                .addValue("version", ref.version())
                .addValue("modified", ref.modifiedAt().toEpochMilli())
                .addValue("url", ref.webUrl())
                .addValue("above", paths.above(ref))
                .addValue("labels", PageRows.line(ref.labels()))
                .addValue("run", runId);
    }

    /** What tells a page from all others, for a row to which more is added. */
    static MapSqlParameterSource page(PageRef ref) {
        return new MapSqlParameterSource("cloud", ref.cloudId()).addValue("id", ref.contentId());
    }

    /** Writes down what sinks hold, or may hold. */
    void sinks(List<SinkRow> rows) {
        batches.batchUpdate(
                """
                insert into ledger_sink (cloud_id, content_id, sink, fingerprint, paths, delivered_at)
                values (:cloud, :id, :sink, :fingerprint, :paths, :at)
                on conflict (cloud_id, content_id, sink) do update set
                  fingerprint = excluded.fingerprint, paths = excluded.paths,
                  delivered_at = case when excluded.delivered_at <= 0
                    then ledger_sink.delivered_at else excluded.delivered_at end\
                """,
                rows.stream().map(LedgerRows::row).toArray(SqlParameterSource[]::new));
    }

    private static SqlParameterSource row(SinkRow row) {
        return page(row.ref())
                .addValue("sink", row.sink())
                .addValue("fingerprint", row.held().fingerprint())
                .addValue("paths", row.held().lines())
                .addValue("at", row.at());
    }
}
