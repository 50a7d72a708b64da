package dev.kbsync.confluence;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.confluence.failure.QuotaExhaustedException;
import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.egress.EgressException;
import dev.kbsync.page.Sentence;
import java.io.IOException;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** Sends requests through the route {@code confluence}, the one door to Atlassian. */
@Component
public class ConfluenceClient {

    private final ProducerTemplate producer;
    private final Budgets budgets;
    private final Patience patience;

    ConfluenceClient(ProducerTemplate producer, Budgets budgets, Patience patience) {
        this.budgets = budgets;
        this.patience = patience;
        this.producer = producer;
    }

    /**
     * Sends a request and waits for its answer, retries included. While the site's quota is spent
     * nothing is sent: callers that can wait do so until the hour is over, the others fail at once.
     *
     * @return what the request's reader made
     * @throws ConfluenceException if there was no usable answer; its class tells why
     */
    public <T> T get(ConfluenceRequest<T> request) {
        while (true) {
            Instant until = budgets.spentUntil(request.site()).orElse(null);
            if (until == null) {
                try {
                    return ask("direct:confluence", request);
                } catch (QuotaExhaustedException e) {
                    until = e.until();
                }
            }
            if (!patience.await(request.site(), until)) {
                throw AnswerFailures.exhausted(request.site(), until);
            }
        }
    }

    /**
     * Sends a request once: for a person who waits for the answer, whatever it is.
     *
     * @throws ConfluenceException as {@link #get}
     */
    public <T> T once(ConfluenceRequest<T> request) {
        return ask("direct:confluence-attempt", request);
    }

    @SuppressWarnings("unchecked")
    private <T> T ask(String route, ConfluenceRequest<T> request) {
        Exchange exchange =
                producer.send(
                        route,
                        sent -> {
                            sent.setVariable("request", request);
                            sent.getMessage().setBody(request);
                        });
        patience.asked(request.site());
        Exception failure = exchange.getException();
        if (failure == null) {
            return (T) exchange.getMessage().getBody();
        }
        if (failure instanceof ConfluenceException known) {
            throw known;
        }
        EgressException stopped = EgressException.in(failure);
        if (stopped != null) {
            throw new UnavailableException(
                    "Site \"%s\" was not reached: %s"
                            .formatted(request.site(), stopped.getMessage()),
                    stopped);
        }
        if (failure instanceof JsonProcessingException) {
            throw new UnavailableException(
                    "Site \"%s\", %s: Confluence's answer is no whole JSON; it is asked for again with the next run."
                            .formatted(request.site(), request.path()),
                    failure);
        }
        if (failure instanceof IOException) {
            throw new UnavailableException(
                    "Site \"%s\" cannot be reached (%s); it is tried again with the next run."
                            .formatted(request.site(), Sentence.of(failure)),
                    failure);
        }
        throw new IllegalStateException(
                "The route \"confluence\" failed on %s; look at routes/8-confluence.camel.yaml: %s"
                        .formatted(request.path(), failure.getMessage()),
                failure);
    }
}
