package dev.kbsync.deliver;

import dev.kbsync.page.Delivery;
import dev.kbsync.page.SinkRoute;
import dev.kbsync.page.SinkTargets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Collects what became of one delivery at each sink. The body becomes a map from sink to what went
 * wrong there, empty text if nothing did.
 */
@Component("sinkResults")
public class SinkResults implements AggregationStrategy {

    private final SinkFailures failures;
    private final DeadLetters letters;
    private final SinkTargets targets;

    SinkResults(SinkFailures failures, DeadLetters letters, SinkTargets targets) {
        this.targets = targets;
        this.letters = letters;
        this.failures = failures;
    }

    /**
     * Always answers with an exchange of its own: one that an error handler has handled would carry
     * that mark on and end the page's route without a word.
     */
    @Override
    public Exchange aggregate(Exchange collected, Exchange sink) {
        Exchange answer = collected;
        if (answer == null) {
            answer = new DefaultExchange(sink.getContext());
            answer.getMessage().setBody(new TreeMap<String, String>());
        }
        String endpoint = sink.getProperty(Exchange.RECIPIENT_LIST_ENDPOINT, "", String.class);
        String name = SinkRoute.sink(endpoint);
        Delivery delivery = sink.getVariable("delivery", Delivery.class);
        boolean letGo = isLetGo(name, sink, delivery);
        String verdict = failures.verdict(name, sink, letGo);
        if (verdict.isEmpty() && letGo) {
            return answer;
        }
        results(answer).put(name, verdict);
        if (verdict.isEmpty() && delivery != null) {
            letters.delivered(name, delivery.documentId());
        }
        return answer;
    }

    /**
     * What became of a delivery that was handed to one sink, and to no other.
     *
     * @param problem why the sink did not take it, a sentence; empty if it did
     * @param later whether that says nothing of the document, so that it is to be tried again
     * @param letGo whether the sink has no such document, because its route let it go
     */
    public record Handed(String problem, boolean later, boolean letGo) {}

    /** Looks at an exchange that has come back from the route of a sink. */
    public Handed handed(String sink, Exchange exchange) {
        Delivery delivery = exchange.getVariable("delivery", Delivery.class);
        boolean letGo = isLetGo(sink, exchange, delivery);
        String problem = failures.verdict(sink, exchange, letGo);
        if (problem.isEmpty() && !letGo && delivery != null) {
            letters.delivered(sink, delivery.documentId());
        }
        return new Handed(
                problem,
                !problem.isEmpty() && SinkFailures.isOfTheSink(SinkFailures.of(exchange)),
                letGo);
    }

    /** A route may end without delivering, where an operator filters in it. */
    private boolean isLetGo(String name, Exchange sink, @Nullable Delivery delivery) {
        return sink.isRouteStop()
                || (delivery != null
                        && !delivery.isRemoval()
                        && targets.lacks(name, delivery.path()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> results(Exchange answer) {
        return answer.getMessage().getBody(Map.class);
    }
}
