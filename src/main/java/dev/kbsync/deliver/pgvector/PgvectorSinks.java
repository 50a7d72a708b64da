package dev.kbsync.deliver.pgvector;

import dev.kbsync.deliver.Batch;
import dev.kbsync.deliver.vector.ChunkDeliveries;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Brings batches of documents into tables of PostgreSQL. */
@Component("pgvectorSinks")
public class PgvectorSinks {

    private final PgvectorPools pools;
    private final ChunkDeliveries deliveries;

    PgvectorSinks(PgvectorPools pools, ChunkDeliveries deliveries) {
        this.pools = pools;
        this.deliveries = deliveries;
    }

    /**
     * @param url address of the database, {@code jdbc:postgresql://host/database}
     * @param table name of the table, or of its schema and it
     * @param wait how long the database may take to answer, in milliseconds
     * @return what went wrong, by document id
     * @throws Exception if the database cannot be asked
     */
    public Map<String, Exception> deliver(
            Batch batch, String sink, String url, String table, long wait) throws Exception {
        return deliveries.deliver(
                batch, new PgvectorStore(pools.of(sink, url.strip(), wait), TableName.of(table)));
    }
}
