package dev.kbsync.deliver.pgvector;

import dev.kbsync.deliver.SinkSetupException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Makes a sink's table when it is missing, and says whether the one that is there will do. */
final class PgvectorTable {

    private static final Logger log = LoggerFactory.getLogger(PgvectorTable.class);

    /** How many numbers a vector in an index may have, four bytes each, or two. */
    private static final int INDEXED = 2000;

    private static final int INDEXED_HALVES = 4000;

    private static final List<String> COLUMNS =
            List.of("id", "document_id", "version", "hash", "content", "metadata", "embedding");

    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;
    private final TableName name;

    PgvectorTable(JdbcTemplate jdbc, TransactionOperations transaction, TableName name) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.name = name;
    }

    /**
     * Whether the table is there.
     *
     * @throws SinkSetupException if another table has its name
     */
    boolean exists() {
        List<String> columns =
                jdbc.queryForList(
                        """
                        select attname from pg_attribute
                        where attrelid = to_regclass(?) and attnum > 0 and not attisdropped\
                        """,
                        String.class,
                        name.quoted());
        if (!columns.isEmpty() && !columns.containsAll(COLUMNS)) {
            throw new SinkSetupException(
                    "has a table %s that kbsync did not make (no column %s); give it another name, or move that table away."
                            .formatted(
                                    name.quoted(),
                                    COLUMNS.stream()
                                            .filter(column -> !columns.contains(column))
                                            .findFirst()
                                            .orElse("")));
        }
        return !columns.isEmpty();
    }

    /**
     * Has the table take vectors of this size.
     *
     * @throws SinkSetupException if it is there and holds vectors of another size
     */
    void prepare(int dimensions) {
        if (!exists()) {
            transaction.executeWithoutResult(status -> create(dimensions));
        }
        String type =
                jdbc.queryForObject(
                        """
                        select format_type(atttypid, atttypmod) from pg_attribute
                        where attrelid = to_regclass(?) and attname = 'embedding'\
                        """,
                        String.class,
                        name.quoted());
        if (!String.valueOf(type).matches("(.*\\.)?(vector|halfvec)(\\(" + dimensions + "\\))?")) {
            throw new SinkSetupException(
                    "holds embeddings of type %s in the table %s, and the model makes vectors of %d numbers; name another table, or drop this one."
                            .formatted(type, name.quoted(), dimensions));
        }
    }

    private void create(int dimensions) {
        // Two processes may find it missing at the same moment.
        jdbc.query("select pg_advisory_xact_lock(hashtext('kbsync'))", row -> {});
        if (Boolean.FALSE.equals(
                jdbc.queryForObject(
                        "select exists (select 1 from pg_extension where extname = 'vector')",
                        Boolean.class))) {
            jdbc.execute("create extension if not exists vector");
        }
        String kind = dimensions > INDEXED && dimensions <= INDEXED_HALVES ? "halfvec" : "vector";
        Stream.of(
                        """
                        create table if not exists %s (
                          id text primary key,
                          document_id text not null,
                          version integer not null,
                          hash text not null,
                          content text not null,
                          metadata jsonb not null,
                          embedding %s(%d) not null)\
                        """
                                .formatted(name.quoted(), kind, dimensions),
                        index("document_id", "(document_id)"),
                        index("metadata", "using gin (metadata jsonb_path_ops)"))
                .forEach(jdbc::execute);
        if (dimensions <= INDEXED_HALVES) {
            jdbc.execute(index("embedding", "using hnsw (embedding " + kind + "_cosine_ops)"));
        } else {
            log.warn(
                    "The table {} has no index of its embeddings: pgvector has none for {} numbers; choose fewer with kbsync.embeddings.dimensions",
                    name.quoted(),
                    dimensions);
        }
    }

    private String index(String column, String definition) {
        return String.format(
                Locale.ROOT,
                "create index if not exists %s on %s %s",
                name.index(column),
                name.quoted(),
                definition);
    }
}
