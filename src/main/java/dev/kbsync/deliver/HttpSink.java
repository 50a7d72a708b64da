package dev.kbsync.deliver;

import dev.kbsync.page.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** Addresses a delivery to {@code {base}/{document id}}, with the sink's credential. */
@Component("httpSink")
public class HttpSink {

    private final HttpSinkProperties properties;

    HttpSink(HttpSinkProperties properties) {
        this.properties = properties;
    }

    /**
     * Body in: a delivery; it stays. Leaves only the headers this sink is meant to get.
     *
     * @throws IllegalStateException if no address is configured
     */
    public void address(Exchange exchange) {
        if (properties.url().isBlank()) {
            throw new IllegalStateException(
                    "kbsync.deliver.http.url is not set; set it or take \"http\" out of kbsync.deliver.to");
        }
        Message message = exchange.getMessage();
        Delivery delivery = message.getBody(Delivery.class);
        message.removeHeaders("*", "CamelRedeliver*");
        message.setHeader(
                Exchange.HTTP_URI,
                properties.url().replaceAll("/+$", "") + "/" + delivery.documentId());
        message.setHeader("Idempotency-Key", delivery.key());
        if (properties.token().isPresent()) {
            message.setHeader("Authorization", "Bearer " + properties.token().value());
        } else if (!properties.username().isBlank()) {
            message.setHeader("Authorization", "Basic " + basic());
        }
    }

    private String basic() {
        String pair = properties.username() + ":" + properties.password().value();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
