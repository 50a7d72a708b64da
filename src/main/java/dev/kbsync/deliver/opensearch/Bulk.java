package dev.kbsync.deliver.opensearch;

import dev.kbsync.page.Delivery;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One batch on its way: what is still to be sent, and what the index refused. */
public final class Bulk {

    private final Map<String, Item> pending = new LinkedHashMap<>();
    private final Map<String, Exception> refused = new HashMap<>();
    private int requests;

    Bulk(List<Delivery> deliveries) {
        deliveries.forEach(
                delivery ->
                        pending.put(
                                delivery.documentId(),
                                new Item(delivery, delivery.ref().revision())));
    }

    /**
     * One delivery.
     *
     * @param version the version under which the index stores or deletes it
     */
    record Item(Delivery delivery, long version) {}

    /** Whether a request has to be sent. */
    public boolean isPending() {
        return !pending.isEmpty();
    }

    /** What the index did not do, by document id. */
    public Map<String, Exception> getRefused() {
        return refused;
    }

    void next() {
        requests++;
    }

    /** How many requests were made. */
    int requests() {
        return requests;
    }

    Collection<Item> items() {
        return pending.values();
    }

    void done(Item item) {
        pending.remove(item.delivery().documentId());
    }

    void refuse(Item item, Exception why) {
        done(item);
        refused.put(item.delivery().documentId(), why);
    }

    void again(Item item, long version) {
        pending.put(item.delivery().documentId(), new Item(item.delivery(), version));
    }
}
