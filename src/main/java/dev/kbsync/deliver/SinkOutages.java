package dev.kbsync.deliver;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the route {@code sink-outage} that a sink is down or back; no delivery waits for it. */
@Component("sinkOutages")
public class SinkOutages {

    private static final Logger log = LoggerFactory.getLogger(SinkOutages.class);
    private static final String ROUTE = "sink-outage";

    private final ObjectProvider<CamelContext> camel;

    /**
     * @param camel only asked when routes run: it needs beans that need this one
     */
    SinkOutages(ObjectProvider<CamelContext> camel) {
        this.camel = camel;
    }

    @EventListener
    void tell(SinkOutage outage) {
        CamelContext context = camel.getObject();
        if (context.getRoute(ROUTE) == null) {
            log.warn("{}", outage.getText());
            return;
        }
        ProducerTemplate producer = context.createProducerTemplate();
        CompletableFuture<Exchange> told =
                producer.asyncSend(
                        "direct:" + ROUTE, exchange -> exchange.getMessage().setBody(outage));
        var unused = told.whenComplete((exchange, failure) -> ended(producer, exchange, failure));
    }

    private static void ended(ProducerTemplate producer, Exchange told, Throwable failure) {
        producer.stop();
        Throwable cause = failure == null ? told.getException() : failure;
        if (cause != null) {
            log.warn("The route {} failed: {}", ROUTE, cause.toString());
        }
    }

    /**
     * Body in: an outage. Body out: the object that chats take, for {@code marshal: { json: {} }}.
     */
    public Map<String, String> message(SinkOutage outage) {
        return Map.of("text", outage.getText());
    }
}
