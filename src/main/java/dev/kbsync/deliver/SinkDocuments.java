package dev.kbsync.deliver;

import dev.kbsync.ledger.SinkDocumentStore;
import dev.kbsync.ledger.SinkDocumentStore.Known;
import dev.kbsync.ledger.SinkDocumentStore.Place;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.SinkTargets;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Remembers the ids that sinks give to documents, for sinks that do not take ours. */
@Component("sinkDocuments")
public class SinkDocuments {

    private final SinkDocumentStore store;
    private final SinkTargets targets;

    SinkDocuments(SinkDocumentStore store, SinkTargets targets) {
        this.store = store;
        this.targets = targets;
    }

    /**
     * The variable {@code ownId} becomes the sink's id of the delivery's document, empty if it has
     * none; {@code outdated} becomes true if the sink was sent a newer version. Body stays.
     */
    public void find(Exchange exchange, String sink) {
        Delivery delivery = SinkDoor.delivery(exchange);
        Optional<Known> known = store.find(place(sink, delivery));
        exchange.setVariable("ownId", known.map(Known::id).orElse(""));
        if (known.isPresent() && SinkDoor.isOutdated(delivery, known.get().revision())) {
            exchange.setVariable(SinkDoor.OUTDATED, true);
        }
    }

    /**
     * Keeps the id that the sink gave to the delivery's document, as soon as it is told: whatever
     * fails afterwards, the next try changes that document and makes no second one.
     */
    public void keep(Exchange exchange, String sink, String ownId) {
        Delivery delivery = SinkDoor.delivery(exchange);
        store.keep(place(sink, delivery), new Known(ownId, delivery.ref().revision()));
    }

    /** The sink does not have the delivery's document any more. */
    public void forget(Exchange exchange, String sink) {
        store.forget(place(sink, SinkDoor.delivery(exchange)));
    }

    private Place place(String sink, Delivery delivery) {
        return new Place(sink, SinkTargets.place(targets.of(sink)), delivery.documentId());
    }
}
