package dev.kbsync.deliver.pgvector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.deliver.vector.ChunkStore;
import dev.kbsync.deliver.vector.Embedding;
import dev.kbsync.deliver.vector.HeldChunk;
import dev.kbsync.deliver.vector.Replacement;
import dev.kbsync.deliver.vector.StoredChunk;
import dev.kbsync.page.Revision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of one table. Each document is replaced in a transaction of its own. */
final class PgvectorStore implements ChunkStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final TableName name;
    private final PgvectorTable table;

    PgvectorStore(DataSource source, TableName name) {
        this.jdbc = new JdbcTemplate(source);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.name = name;
        this.table = new PgvectorTable(jdbc, transaction, name);
    }

    @Override
    public Map<String, List<HeldChunk>> held(Collection<String> documentIds) throws Exception {
        Map<String, List<HeldChunk>> held = new HashMap<>();
        try {
            if (table.exists()) {
                jdbc.query(
                        """
                        select document_id, id, hash, version, metadata ->> 'updated', embedding::text from %s
                        where document_id = any(?)\
                        """
                                .formatted(name.quoted()),
                        row -> {
                            held.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                                    .add(
                                            new HeldChunk(
                                                    row.getString(2),
                                                    row.getString(3),
                                                    revision(row.getInt(4), row.getString(5)),
                                                    Embedding.parse(row.getString(6)),
                                                    Set.of()));
                        },
                        (Object) documentIds.toArray(String[]::new));
            }
        } catch (DataAccessException e) {
            throw PgvectorFailures.of(e);
        }
        return held;
    }

    @Override
    public Map<String, Exception> replace(List<Replacement> replacements) throws Exception {
        Map<String, Exception> refused = new HashMap<>();
        try {
            if (!prepared(replacements)) {
                return refused;
            }
        } catch (DataAccessException | TransactionException e) {
            throw PgvectorFailures.of(e);
        }
        for (Replacement replacement : replacements) {
            try {
                List<Object[]> rows = rows(replacement);
                transaction.executeWithoutResult(status -> replace(replacement, rows));
            } catch (DataAccessException | TransactionException e) {
                refused.put(replacement.documentId(), PgvectorFailures.of(e));
            }
        }
        return refused;
    }

    /** Whether there is a table now; none is made to delete from it. */
    private boolean prepared(List<Replacement> replacements) {
        List<Integer> sizes =
                replacements.stream()
                        .flatMap(replacement -> replacement.chunks().stream())
                        .map(chunk -> chunk.vector().size())
                        .distinct()
                        .toList();
        sizes.forEach(table::prepare);
        return !sizes.isEmpty() || table.exists();
    }

    private void replace(Replacement replacement, List<Object[]> rows) {
        String document = replacement.documentId();
        jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> {}, document);
        List<Long> held =
                jdbc.query(
                        "select distinct version, metadata ->> 'updated' from %s where document_id = ?"
                                .formatted(name.quoted()),
                        (row, number) -> revision(row.getInt(1), row.getString(2)),
                        document);
        if (!replacement.delivery().isRemoval()
                && held.stream().anyMatch(newest -> newest > replacement.revision())) {
            return; // Another process stored a newer version meanwhile.
        }
        jdbc.batchUpdate(
                """
                insert into %s
                  (id, document_id, version, hash, content, metadata, embedding)
                values (?, ?, ?, ?, ?, ?::jsonb, ?::vector)
                on conflict (id) do update set
                  document_id = excluded.document_id, version = excluded.version,
                  hash = excluded.hash, content = excluded.content,
                  metadata = excluded.metadata, embedding = excluded.embedding\
                """
                        .formatted(name.quoted()),
                rows);
        jdbc.update(
                "delete from %s where document_id = ? and not (id = any(?))"
                        .formatted(name.quoted()),
                document,
                replacement.chunks().stream().map(StoredChunk::id).toArray(String[]::new));
    }

    private static long revision(int version, @Nullable String updated) {
        return Revision.of(version, Objects.requireNonNullElse(updated, ""));
    }

    private static List<Object[]> rows(Replacement replacement) throws JsonProcessingException {
        List<Object[]> rows = new ArrayList<>();
        for (StoredChunk chunk : replacement.chunks()) {
            rows.add(
                    new Object[] {
                        chunk.id(),
                        replacement.documentId(),
                        replacement.delivery().ref().version(),
                        chunk.hash(),
                        chunk.text(),
                        JSON.writeValueAsString(chunk.metadata()),
                        chunk.vector().toString()
                    });
        }
        return rows;
    }
}
