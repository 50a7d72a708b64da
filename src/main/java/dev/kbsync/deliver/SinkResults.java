package dev.kbsync.deliver;

import dev.kbsync.page.Delivery;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.springframework.stereotype.Component;

/**
 * Collects what became of one delivery at each sink. The body becomes a map from sink to what went
 * wrong there, empty text if nothing did.
 */
@Component("sinkResults")
public class SinkResults implements AggregationStrategy {

    private static final String PREFIX = "direct://deliver-to-";

    private final SinkFailures failures;
    private final DeadLetters letters;

    SinkResults(SinkFailures failures, DeadLetters letters) {
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
        String name = endpoint.startsWith(PREFIX) ? endpoint.substring(PREFIX.length()) : endpoint;
        String verdict = failures.verdict(name, sink);
        results(answer).put(name, verdict);
        if (verdict.isEmpty() && sink.getVariable("delivery") instanceof Delivery delivery) {
            letters.delivered(name, delivery.documentId());
        }
        return answer;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> results(Exchange answer) {
        return answer.getMessage().getBody(Map.class);
    }
}
