package dev.kbsync.deliver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.TurnHolder;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/**
 * Where a delivery enters a Kamelet and leaves it again. Nothing but the delivery goes in: no
 * header of another sink or of Atlassian. Nothing but the delivery comes out.
 */
@Component("sinkDoor")
public class SinkDoor {

    static final String DELIVERY = "delivery";
    static final String OUTDATED = "outdated";

    private final SinkPauses pauses;
    private final SinkBreakers breakers;
    private final SinkRates rates;

    /** The {@link dev.kbsync.page.Revision} that a sink got last, by sink and document. */
    private final Cache<String, Long> revisions =
            Caffeine.newBuilder().maximumSize(200_000).build();

    SinkDoor(SinkPauses pauses, SinkBreakers breakers, SinkRates rates) {
        this.pauses = pauses;
        this.breakers = breakers;
        this.rates = rates;
    }

    /**
     * Body in: a delivery; it stays, and is the variable {@code delivery} as well. The variable
     * {@code outdated} becomes true if the sink has a newer version of the document, and is not to
     * get this one.
     *
     * @throws SinkDownException if the sink failed often enough to be left alone for a while, or
     *     asked for that; or if another run has taken the site over meanwhile
     * @throws InterruptedException if kbsync stops while the delivery waits for the sink
     */
    public void enter(Exchange exchange, String sink)
            throws SinkDownException, InterruptedException {
        Message message = exchange.getMessage();
        Delivery delivery = Objects.requireNonNull(message.getBody(Delivery.class));
        SinkRequests.removeHeaders(message);
        exchange.setVariable(DELIVERY, delivery);
        Long newest = revisions.getIfPresent(key(sink, delivery));
        exchange.setVariable(OUTDATED, newest != null && isOutdated(delivery, newest));
        pauses.await(sink);
        if (!(delivery.isRemoval() && breakers.removes(sink))) {
            breakers.admit(sink, run(exchange));
        }
        rates.await(sink);
        // Last, since it may have waited for long.
        if (exchange.getVariable("run") instanceof TurnHolder run && !run.hasTurn()) {
            throw new SinkDownException(
                    "Another run has taken this site over, and delivers its documents.");
        }
    }

    /**
     * For knowledge bases that let all of their readers see everything: unless the policy is {@code
     * deliver}, a restricted page is not handed over. The body, and the variable {@code delivery},
     * become word that its document is to go, as it may be there from before.
     */
    public void guard(Exchange exchange, String policy) {
        Delivery delivery = Objects.requireNonNull(exchange.getMessage().getBody(Delivery.class));
        if (policy.equals("deliver")
                || delivery.isRemoval()
                || delivery.ref().access() == Access.OPEN) {
            return;
        }
        Delivery withheld =
                new Delivery(
                        delivery.documentId(),
                        delivery.mark() + "-withheld",
                        delivery.ref(),
                        delivery.site(),
                        delivery.path(),
                        delivery.formerPaths(),
                        delivery.ownPaths(),
                        null,
                        "",
                        "restricted");
        exchange.setVariable(DELIVERY, withheld);
        exchange.setVariable(OUTDATED, false);
        exchange.getMessage().setBody(withheld);
    }

    /** The sink did as it was told. Body out: the delivery. */
    public void leave(Exchange exchange, String sink) {
        Delivery delivery = delivery(exchange);
        revisions.asMap().merge(key(sink, delivery), delivery.ref().revision(), Math::max);
        SinkRequests.removeHeaders(exchange.getMessage());
        exchange.getMessage().setBody(delivery);
    }

    /**
     * Whether a document must not replace a newer one. A removal goes first in any case: the list
     * that tells of a restriction may lag behind.
     *
     * @param newest the {@link dev.kbsync.page.Revision} that the sink was sent last
     */
    static boolean isOutdated(Delivery delivery, long newest) {
        return !delivery.isRemoval() && newest > delivery.ref().revision();
    }

    /** The delivery that has entered. */
    public static Delivery delivery(Exchange exchange) {
        return Objects.requireNonNull(exchange.getVariable(DELIVERY, Delivery.class));
    }

    static boolean isRemoval(Exchange exchange) {
        Delivery delivery = exchange.getVariable(DELIVERY, Delivery.class);
        return delivery != null && delivery.isRemoval();
    }

    /** Whether a delivery was sent; it is not if the sink has a newer version. */
    static boolean isSent(Exchange exchange) {
        return !Boolean.TRUE.equals(exchange.getVariable(OUTDATED));
    }

    /** Which run a delivery belongs to. */
    static String run(Exchange exchange) {
        return String.valueOf(exchange.getVariable("run"));
    }

    private static String key(String sink, Delivery delivery) {
        return sink + " " + delivery.documentId();
    }
}
