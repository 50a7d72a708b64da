package dev.kbsync.deliver;

import dev.kbsync.page.Delivery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Deliveries that go to one sink in one request. */
public final class Batch {

    /** What a delivery gets that was sent with another one. */
    private static final Batch SENT = new Batch("", Runnable::run);

    private final String sink;
    private final Executor pool;
    private final List<Member> members = new ArrayList<>();

    /** Ids of documents whose result is on its way, by threads that may overtake one another. */
    private final Set<String> finished = new HashSet<>();

    Batch(String sink, Executor pool) {
        this.sink = sink;
        this.pool = pool;
    }

    private record Member(Delivery delivery, CompletableFuture<Batch> result) {}

    /** Whether there is anything to send. */
    public boolean isDue() {
        return !members.isEmpty();
    }

    /** The deliveries, each of another document. */
    public List<Delivery> getDeliveries() {
        return members.stream().map(Member::delivery).toList();
    }

    String sink() {
        return sink;
    }

    boolean holds(String documentId) {
        return members.stream().anyMatch(m -> m.delivery().documentId().equals(documentId));
    }

    long characters() {
        return members.stream().mapToLong(m -> SinkBatches.characters(m.delivery())).sum();
    }

    CompletionStage<Batch> add(Delivery delivery) {
        CompletableFuture<Batch> result = new CompletableFuture<>();
        members.add(new Member(delivery, result));
        return result;
    }

    /** Has the first delivery go on with the batch. */
    void send() {
        CompletableFuture<Batch> first = members.get(0).result();
        pool.execute(() -> first.complete(this));
    }

    /**
     * @param refused what went wrong, by document id
     * @throws Exception what went wrong with the first delivery
     */
    void settle(Map<String, Exception> refused) throws Exception {
        for (Member member : members) {
            finish(member, refused.get(member.delivery().documentId()));
        }
        Exception own = refused.get(members.get(0).delivery().documentId());
        if (own != null) {
            throw own;
        }
    }

    /** Those that have a result already keep it. */
    void fail(Exception failure) {
        members.forEach(member -> finish(member, failure));
    }

    private void finish(Member member, @Nullable Exception failure) {
        if (finished.add(member.delivery().documentId())) {
            pool.execute(
                    failure == null
                            ? () -> member.result().complete(SENT)
                            : () -> member.result().completeExceptionally(failure));
        }
    }
}
