package dev.kbsync.deliver.opensearch;

import dev.kbsync.deliver.Batch;
import dev.kbsync.deliver.SinkHttp;
import dev.kbsync.deliver.SinkHttp.Server;
import dev.kbsync.deliver.vector.ChunkDeliveries;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Brings batches of documents into indexes of OpenSearch with vectors. */
@Component("openSearchVectorSinks")
public class OpenSearchVectorSinks {

    private final SinkHttp http;
    private final ChunkDeliveries deliveries;

    OpenSearchVectorSinks(SinkHttp http, ChunkDeliveries deliveries) {
        this.http = http;
        this.deliveries = deliveries;
    }

    /**
     * @param scheme what stands before the token
     * @param wait how long an answer may take, in milliseconds
     * @return what went wrong, by document id
     * @throws Exception if OpenSearch cannot be asked
     */
    public Map<String, Exception> deliver(
            Batch batch, String sink, String url, String scheme, String index, long wait)
            throws Exception {
        Server server = new Server(sink, url, scheme, Duration.ofMillis(wait));
        return deliveries.deliver(batch, new VectorIndex(http, server, index.strip()));
    }
}
