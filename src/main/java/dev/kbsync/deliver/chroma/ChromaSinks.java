package dev.kbsync.deliver.chroma;

import dev.kbsync.deliver.Batch;
import dev.kbsync.deliver.SinkHttp;
import dev.kbsync.deliver.SinkHttp.Server;
import dev.kbsync.deliver.vector.ChunkDeliveries;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Brings batches of documents into collections of Chroma. */
@Component("chromaSinks")
public class ChromaSinks {

    private final SinkHttp http;
    private final ChunkDeliveries deliveries;

    ChromaSinks(SinkHttp http, ChunkDeliveries deliveries) {
        this.http = http;
        this.deliveries = deliveries;
    }

    /**
     * @param scheme what stands before the token, or the header that it is sent in
     * @param place where the collection is: tenant, database and name, with slashes between them
     * @param wait how long an answer may take, in milliseconds
     * @return what went wrong, by document id
     * @throws Exception if Chroma cannot be asked
     */
    public Map<String, Exception> deliver(
            Batch batch, String sink, String url, String scheme, String place, long wait)
            throws Exception {
        String[] parts = place.split("/", 3);
        return deliveries.deliver(
                batch,
                new ChromaStore(
                        http,
                        new Server(sink, url, scheme, Duration.ofMillis(wait)),
                        new ChromaDatabase(parts[0], parts[1]),
                        parts[2]));
    }
}
