package dev.kbsync.confluence;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** Sends requests through the route {@code confluence}, the one door to Atlassian. */
@Component
public class ConfluenceClient {

    private final ProducerTemplate producer;

    ConfluenceClient(ProducerTemplate producer) {
        this.producer = producer;
    }

    /**
     * Sends a request and waits for its answer, retries included.
     *
     * @return what the request's reader made
     * @throws ConfluenceException if there was no usable answer; its class tells why
     */
    @SuppressWarnings("unchecked")
    public <T> T get(ConfluenceRequest<T> request) {
        Exchange exchange =
                producer.send("direct:confluence", sent -> sent.getMessage().setBody(request));
        Exception failure = exchange.getException();
        if (failure == null) {
            return (T) exchange.getMessage().getBody();
        }
        if (failure instanceof ConfluenceException known) {
            throw known;
        }
        if (failure instanceof IOException) {
            throw new UnavailableException(
                    "Site \"%s\" cannot be reached (%s: %s); it is tried again with the next run."
                            .formatted(
                                    request.site(),
                                    failure.getClass().getSimpleName(),
                                    failure.getMessage()),
                    failure);
        }
        throw new IllegalStateException(
                "The route \"confluence\" failed on %s; look at routes/8-confluence.camel.yaml: %s"
                        .formatted(request.path(), failure.getMessage()),
                failure);
    }
}
