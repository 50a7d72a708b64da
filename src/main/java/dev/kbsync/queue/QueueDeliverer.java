package dev.kbsync.queue;

import dev.kbsync.deliver.DeadLetters;
import dev.kbsync.deliver.SinkResults;
import dev.kbsync.deliver.SinkResults.Handed;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.Sentence;
import dev.kbsync.page.TurnHolder;
import dev.kbsync.queue.QueueStore.Held;
import dev.kbsync.queue.QueueStore.Lane;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Hands one record over to one sink, and notes what the sink holds then. */
@Component
class QueueDeliverer {

    private static final Logger log = LoggerFactory.getLogger(QueueDeliverer.class);
    private static final String ROUTE = "direct:queue";

    /** Of what cannot be read, as much as helps a person. */
    private static final int MOST_OF_A_VALUE = 10_000;

    private final QueueStore store;
    private final QueueFailures failures;
    private final SinkResults results;
    private final DeadLetters letters;
    private final CamelContext camel;

    QueueDeliverer(
            QueueStore store,
            QueueFailures failures,
            SinkResults results,
            DeadLetters letters,
            CamelContext camel) {
        this.store = store;
        this.failures = failures;
        this.results = results;
        this.letters = letters;
        this.camel = camel;
    }

    /** Threads of its own for a sink, so that a slow one does not hold up the others. */
    ProducerTemplate threads() {
        return camel.createProducerTemplate();
    }

    /**
     * What became of a record.
     *
     * @param problem why the sink did not take it, a sentence; empty if it did, or needs not
     * @param later whether it is to be handed over again
     * @param taken whether the sink did as it was told
     */
    record Result(String problem, boolean later, boolean taken) {

        static final Result DONE = new Result("", false, false);
        static final Result TAKEN = new Result("", false, true);
        static final Result LOST = new Result("Somebody else has the partition now.", true, false);
    }

    /** Asked at the sink's door, after all waiting; its text is the name that breakers know. */
    private record Turn(QueueStore store, Lane lane) implements TurnHolder {

        @Override
        public boolean hasTurn() {
            return store.owns(lane);
        }

        @Override
        public String toString() {
            return "queue";
        }
    }

    /** Never fails; what breaks in here is tried again. */
    CompletableFuture<Result> deliver(ProducerTemplate threads, Lane lane, QueuedRecord queued) {
        try {
            return begin(threads, lane, queued).exceptionally(QueueDeliverer::broke);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(broke(e));
        }
    }

    private static Result broke(Throwable failure) {
        log.debug("A record could not be handed over", failure);
        return new Result(Sentence.of(failure), true, false);
    }

    private CompletableFuture<Result> begin(
            ProducerTemplate threads, Lane lane, QueuedRecord queued) {
        Delivery delivery;
        try {
            delivery = queued.delivery();
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(unreadable(lane, queued, e));
        }
        Held held = store.find(lane, delivery.documentId());
        // A record that is read again, of a document that has a later one: above all, what was
        // removed must not come back until its removal is read again.
        if (queued.offset() < held.offset()
                || (!delivery.isRemoval() && held.revision() > delivery.ref().revision())) {
            return CompletableFuture.completedFuture(Result.DONE);
        }
        // Before it is written: whatever happens then, the file is known to be the sink's own.
        if (!delivery.isRemoval()
                && !held.paths().contains(delivery.path())
                && !store.announce(lane, delivery.documentId(), delivery.path())) {
            return CompletableFuture.completedFuture(Result.LOST);
        }
        Delivery whole =
                QueuedRecord.at(
                        held.late() ? delivery.marked(anew(delivery)) : delivery,
                        delivery.isRemoval() ? held.paths() : held.with(delivery.path()));
        return threads.asyncSend(
                        ROUTE,
                        exchange -> {
                            exchange.getMessage().setBody(whole);
                            exchange.setVariable("sink", lane.sink());
                            exchange.setVariable("run", new Turn(store, lane));
                        })
                .thenApply(exchange -> settle(lane, queued, whole, held, exchange));
    }

    /** A sink that remembers keys would not store what was overwritten since. */
    private static String anew(Delivery delivery) {
        return delivery.mark() + "-" + UUID.randomUUID();
    }

    private Result settle(
            Lane lane, QueuedRecord queued, Delivery delivery, Held before, Exchange exchange) {
        Handed handed = results.handed(lane.sink(), exchange);
        String path = delivery.isRemoval() ? "" : delivery.path();
        if (!handed.problem().isEmpty()) {
            if (handed.later()
                    ? store.owns(lane)
                    : failed(lane, queued, delivery, handed.problem())) {
                return new Result(handed.problem(), handed.later(), false);
            }
            // It may have got there all the same.
            store.late(lane, delivery.documentId(), queued.offset(), path);
            return Result.LOST;
        }
        if (handed.letGo()) {
            store.letGo(lane, delivery.documentId());
            return Result.DONE;
        }
        if (store.keep(
                lane,
                delivery.documentId(),
                delivery.ref().revision(),
                queued.offset(),
                path,
                before)) {
            return Result.TAKEN;
        }
        // Between the sink's door and its answer; what came in between may be newer.
        store.late(lane, delivery.documentId(), queued.offset(), path);
        return Result.LOST;
    }

    /**
     * Nothing more is done about it, even if it was to make good for something late.
     *
     * @return false if somebody else has the partition now; nothing is noted then
     */
    private boolean failed(
            Lane lane, QueuedRecord queued, @Nullable Delivery delivery, String problem) {
        return store.owned(
                lane,
                () -> {
                    failures.failed(lane, queued, delivery, problem);
                    store.forgive(lane, queued.id());
                });
    }

    /** The record was tried often enough. */
    void giveUp(Lane lane, QueuedRecord queued, String problem) {
        Delivery delivery = null;
        try {
            delivery = queued.delivery();
        } catch (IllegalArgumentException e) {
            log.debug("{} has no dead letter", queued.place(), e); // That is why it is given up.
        }
        failed(lane, queued, delivery, problem);
    }

    private Result unreadable(Lane lane, QueuedRecord queued, Exception why) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("record", queued.place());
        facts.put("key", String.valueOf(queued.written().key()));
        String value = String.valueOf(queued.written().value());
        facts.put("value", value.substring(0, Math.min(value.length(), MOST_OF_A_VALUE)));
        String sentence =
                "The record %s cannot be handed over: %s."
                        .formatted(queued.place(), why.getMessage());
        letters.unreadable(lane.sink(), queued.place(), sentence, facts);
        failed(lane, queued, null, sentence);
        log.warn("Sink \"{}\": {} It is kept as a dead letter.", lane.sink(), sentence);
        return Result.DONE;
    }
}
