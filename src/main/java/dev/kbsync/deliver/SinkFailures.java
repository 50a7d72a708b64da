package dev.kbsync.deliver;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.springframework.stereotype.Component;

/**
 * Says in one sentence why a sink did not take a delivery, and whether more tries make sense. A
 * sink that failed many times in a row is asked once a delivery until it answers again, so that one
 * sink that is down does not cost every page all its tries.
 */
@Component("sinkFailures")
public class SinkFailures {

    private static final String NOTED = "kbsyncSinkFailure";
    private static final int DOWN_AFTER = 5;

    private final Map<String, Integer> inARow = new ConcurrentHashMap<>();

    /**
     * Whether trying again at once is pointless: the sink refuses the document, or is known to be
     * down.
     */
    public boolean hopeless(Exchange exchange) {
        return refusal(caught(exchange)) || inARow.getOrDefault(sink(exchange), 0) >= DOWN_AFTER;
    }

    /** Notes on the exchange why the delivery failed, for {@link #verdict}. Body stays. */
    public void note(Exchange exchange) {
        exchange.setProperty(NOTED, sentence(sink(exchange), caught(exchange)));
    }

    /** What the failed delivery's file says of it. */
    public String reason(Exchange exchange) {
        return exchange.getProperty(NOTED, "", String.class);
    }

    /** What became of a delivery: empty text if the sink took it. */
    String verdict(String sink, Exchange exchange) {
        String noted = reason(exchange);
        Exception failure = exchange.getException();
        String verdict = noted.isEmpty() && failure != null ? sentence(sink, failure) : noted;
        if (verdict.isEmpty()) {
            inARow.remove(sink);
        } else {
            inARow.merge(sink, 1, Integer::sum);
        }
        return verdict;
    }

    private static boolean refusal(Exception failure) {
        return failure instanceof HttpOperationFailedException http
                && http.getStatusCode() >= 400
                && http.getStatusCode() < 500
                && http.getStatusCode() != 408
                && http.getStatusCode() != 425
                && http.getStatusCode() != 429;
    }

    private static String sentence(String sink, Exception failure) {
        String where = "Sink \"" + sink + "\"";
        if (failure instanceof DirectConsumerNotAvailableException) {
            return "%s has no route; add routes/4-deliver-to-%s.camel.yaml or take it out of kbsync.deliver.to."
                    .formatted(where, sink);
        }
        if (failure instanceof HttpOperationFailedException http) {
            int status = http.getStatusCode();
            return status == 401 || status == 403
                    ? "%s refuses the credential (%d); check its token or password."
                            .formatted(where, status)
                    : "%s answered %d; the page is tried again.".formatted(where, status);
        }
        Throwable cause = root(failure);
        return cause instanceof IOException
                ? "%s cannot be written or reached: %s: %s"
                        .formatted(where, cause.getClass().getSimpleName(), cause.getMessage())
                : "%s failed: %s: %s"
                        .formatted(where, cause.getClass().getSimpleName(), cause.getMessage());
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static Exception caught(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }

    static String sink(Exchange exchange) {
        String route = exchange.getProperty(Exchange.FAILURE_ROUTE_ID, "", String.class);
        return route.startsWith("deliver-to-") ? route.substring("deliver-to-".length()) : route;
    }
}
