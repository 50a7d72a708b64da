package dev.kbsync.deliver;

import dev.kbsync.page.Delivery;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Makes dead letters: what a sink did not take, why and when. */
@Component("deadLetters")
public class DeadLetters {

    private final Deliveries deliveries;
    private final SinkFailures failures;
    private final Clock clock;

    DeadLetters(Deliveries deliveries, SinkFailures failures, Clock clock) {
        this.deliveries = deliveries;
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * Body in: a delivery. Body out: the letter as a tree for JSON; the file name goes into its
     * header.
     */
    public Map<String, Object> letter(Exchange exchange) {
        Delivery delivery = exchange.getMessage().getBody(Delivery.class);
        String sink = SinkFailures.sink(exchange);
        Map<String, Object> letter = new LinkedHashMap<>();
        letter.put("sink", sink);
        letter.put("failed", failures.reason(exchange));
        letter.put("at", clock.instant().toString());
        letter.put("action", delivery.isRemoval() ? "remove" : "upsert");
        letter.put("file", delivery.path());
        letter.put("document", deliveries.json(delivery));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage()
                .setHeader(Exchange.FILE_NAME, sink + "/" + delivery.documentId() + ".json");
        return letter;
    }
}
