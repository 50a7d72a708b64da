package dev.kbsync.deliver;

import dev.kbsync.ledger.LedgerStore;
import dev.kbsync.page.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.springframework.stereotype.Component;

/** Prepares the requests of sinks that are reached by HTTP. */
@Component("sinkRequests")
public class SinkRequests {

    private final SinkSettings settings;
    private final LedgerStore ledger;

    SinkRequests(SinkSettings settings, LedgerStore ledger) {
        this.settings = settings;
        this.ledger = ledger;
    }

    /**
     * Removes every header, so that the next request carries only what is set for it: neither the
     * answer of the request before nor anything of another sink.
     */
    public void begin(Exchange exchange) {
        removeHeaders(exchange.getMessage());
        exchange.getMessage().setHeader("Accept", "application/json");
    }

    /**
     * Begins a request of JSON with the sink's bearer token, {@code kbsync.sinks.<name>.token}. No
     * header of an earlier request stays.
     *
     * @param method GET, POST, DELETE
     * @param url the whole address, which begins with that of the sink
     * @throws SinkSetupException if the sink has no address
     */
    public void open(Exchange exchange, String sink, String method, String url) {
        if (url.isBlank() || url.startsWith("/")) {
            throw noAddress(sink);
        }
        begin(exchange);
        authorize(exchange, sink, "Bearer");
        Message message = exchange.getMessage();
        message.setHeader(Exchange.HTTP_METHOD, method);
        message.setHeader(
                Exchange.HTTP_URI, url.replaceAll("\\s", "").replaceAll("(?<!:)/{2,}", "/"));
        message.setBody("");
        if (!method.equals("GET")) {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        }
    }

    /**
     * Sets the sink's credential, if it has one: {@code kbsync.sinks.<name>.token}, or {@code
     * .username} and {@code .password}.
     *
     * @param scheme what stands before the token: {@code Bearer}, {@code ApiKey}
     */
    public void authorize(Exchange exchange, String sink, String scheme) {
        credential(sink, scheme)
                .ifPresent(
                        credential ->
                                exchange.getMessage()
                                        .setHeader(credential.getName(), credential.getValue()));
    }

    /**
     * The header with the sink's credential; empty for a sink without one.
     *
     * @param scheme what stands before the token, or a header of its own ({@code x-...})
     */
    Optional<Header> credential(String sink, String scheme) {
        String token = settings.text(sink, "token");
        String username = settings.text(sink, "username");
        if (!token.isEmpty()) {
            return Optional.of(
                    scheme.startsWith("x-")
                            ? new BasicHeader(scheme, token)
                            : new BasicHeader("Authorization", scheme + " " + token));
        }
        if (username.isEmpty()) {
            return Optional.empty();
        }
        String pair = username + ":" + settings.text(sink, "password");
        return Optional.of(
                new BasicHeader(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * Makes the address in {@code CamelHttpUri} that of the delivery's document: {@code {id}} in it
     * becomes the document's id, which is appended otherwise.
     *
     * @throws SinkSetupException if there is no address
     */
    public void address(Exchange exchange, String sink) {
        Message message = exchange.getMessage();
        String url = message.getHeader(Exchange.HTTP_URI, "", String.class).strip();
        if (url.isEmpty()) {
            throw noAddress(sink);
        }
        Delivery delivery = SinkDoor.delivery(exchange);
        message.setHeader(
                Exchange.HTTP_URI,
                url.contains("{id}")
                        ? url.replace("{id}", delivery.documentId())
                        : url.replaceAll("/+$", "") + "/" + delivery.documentId());
        message.setHeader("Idempotency-Key", key(delivery, sink));
    }

    /**
     * The same for each attempt of a sink at a delivery, and another one for any other delivery. A
     * page that is restricted and opened again without an edit gives the very same documents; the
     * time tells them apart, and stays as it is until the sink has done as it was told.
     */
    public String key(Delivery delivery, String sink) {
        return delivery.key() + "-" + ledger.lastTold(delivery.ref(), sink);
    }

    static SinkSetupException noAddress(String sink) {
        return new SinkSetupException(
                "has no address: set kbsync.sinks.%1$s.url, or take \"%1$s\" out of kbsync.deliver.to."
                        .formatted(sink));
    }

    /** All but those by which Camel counts its tries: without them it would never give up. */
    static void removeHeaders(Message message) {
        message.removeHeaders("*", "CamelRedeliver.*");
    }
}
