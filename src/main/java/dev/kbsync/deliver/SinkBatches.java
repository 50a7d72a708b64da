package dev.kbsync.deliver;

import dev.kbsync.page.Delivery;
import dev.kbsync.page.Document;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.springframework.stereotype.Component;

/**
 * Joins deliveries to one sink, so that one request carries many. The first of a batch goes on with
 * the batch once that is complete, sends it and tells {@link #settle}; the others go on after that,
 * each with its own result. No thread waits meanwhile.
 */
@Component("sinkBatches")
public class SinkBatches {

    /** Characters in one request; a document with more goes alone. */
    private static final long MOST_CHARACTERS = 4_000_000;

    /** Statuses by which a server may refuse a request for one of its documents. */
    private static final Set<Integer> REFUSED_WHOLE = Set.of(400, 413, 422);

    private final Map<String, Batch> open = new HashMap<>();

    /** Deliveries that came with others in a request that was refused as a whole. */
    private final Set<String> alone = ConcurrentHashMap.newKeySet();

    private final SinkThreads threads;

    SinkBatches(SinkThreads threads) {
        this.threads = threads;
    }

    /**
     * Body in: a delivery. Body out: the batch, for the delivery that has to send it; an empty one
     * for a delivery that was sent with another. Fails if the delivery was sent and not accepted.
     *
     * @param size how many deliveries a batch has at most
     * @param wait how long it waits for more, in milliseconds
     */
    public CompletionStage<Batch> join(Delivery delivery, String sink, int size, int wait) {
        if (alone.remove(key(sink, delivery))) {
            Batch single = new Batch(sink, threads);
            CompletionStage<Batch> result = single.add(delivery);
            single.send();
            return result;
        }
        synchronized (open) {
            Batch batch = open.get(sink);
            if (batch != null
                    && (batch.holds(delivery.documentId())
                            || batch.characters() + characters(delivery) > MOST_CHARACTERS)) {
                close(sink, batch); // Each document once in a request: their order would not count.
                batch = null;
            }
            if (batch == null) {
                Batch fresh = new Batch(sink, threads);
                open.put(sink, fresh);
                threads.later(Duration.ofMillis(wait), () -> close(sink, fresh));
                batch = fresh;
            }
            CompletionStage<Batch> result = batch.add(delivery);
            if (batch.getDeliveries().size() >= size || batch.characters() > MOST_CHARACTERS) {
                close(sink, batch);
            }
            return result;
        }
    }

    private void close(String sink, Batch batch) {
        synchronized (open) {
            if (open.remove(sink, batch)) {
                batch.send();
            }
        }
    }

    /**
     * The batch was sent and the sink answered.
     *
     * @param refused what went wrong, by document id; no entry for what the sink did
     * @throws Exception what went wrong with the delivery that sent the batch
     */
    public void settle(Batch batch, Map<String, Exception> refused) throws Exception {
        batch.settle(refused);
    }

    /**
     * The batch was not sent, or the sink did not say what became of it: all of it failed. If the
     * sink refused it as a whole, each delivery goes alone the next time, so that only those fail
     * that are at fault.
     *
     * @throws Exception what went wrong
     */
    public void broke(Batch batch, Exception failure) throws Exception {
        Exception told = failure;
        if (batch.getDeliveries().size() > 1
                && failure instanceof HttpOperationFailedException http
                && REFUSED_WHOLE.contains(http.getStatusCode())) {
            batch.getDeliveries().forEach(delivery -> alone.add(key(batch.sink(), delivery)));
            told =
                    new SinkBusyException(
                            "refuses several documents in one request (%d); each is sent alone."
                                    .formatted(http.getStatusCode()));
        }
        batch.fail(told);
        throw told;
    }

    private static String key(String sink, Delivery delivery) {
        return sink + " " + delivery.documentId();
    }

    /** How long a delivery's document is. */
    static long characters(Delivery delivery) {
        Document document = delivery.document();
        return document == null ? 0 : document.text().length();
    }
}
