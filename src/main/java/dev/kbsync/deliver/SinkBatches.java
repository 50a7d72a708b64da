package dev.kbsync.deliver;

import dev.kbsync.page.Delivery;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Joins deliveries to one sink, so that one request carries many. The first of a batch goes on with
 * the batch once that is complete, sends it and tells {@link #settle}; the others go on after that,
 * each with its own result. No thread waits meanwhile.
 */
@Component("sinkBatches")
public class SinkBatches implements DisposableBean {

    private final Map<String, Batch> open = new HashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(threads("sink-batches-"));

    /** Not those that send: a slow sink would hold up the others. */
    private final ExecutorService pool = Executors.newCachedThreadPool(threads("sinks-"));

    private static CustomizableThreadFactory threads(String prefix) {
        CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
        factory.setDaemon(true);
        return factory;
    }

    /**
     * Body in: a delivery. Body out: the batch, for the delivery that has to send it; an empty one
     * for a delivery that was sent with another. Fails if the delivery was sent and not accepted.
     *
     * @param size how many deliveries a batch has at most
     * @param wait how long it waits for more, in milliseconds
     */
    public CompletionStage<Batch> join(Delivery delivery, String sink, int size, int wait) {
        synchronized (open) {
            Batch batch = open.get(sink);
            if (batch != null && batch.holds(delivery.documentId())) {
                close(sink, batch); // Each document once in a request: their order would not count.
                batch = null;
            }
            if (batch == null) {
                Batch fresh = new Batch(pool);
                open.put(sink, fresh);
                var unused = timer.schedule(() -> close(sink, fresh), wait, TimeUnit.MILLISECONDS);
                batch = fresh;
            }
            CompletionStage<Batch> result = batch.add(delivery);
            if (batch.getDeliveries().size() >= size) {
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
     * The batch was not sent, or the sink did not say what became of it: all of it failed.
     *
     * @throws Exception what went wrong
     */
    public void broke(Batch batch, Exception failure) throws Exception {
        batch.fail(failure);
        throw failure;
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
        pool.shutdownNow();
    }
}
