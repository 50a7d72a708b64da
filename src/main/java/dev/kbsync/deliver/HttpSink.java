package dev.kbsync.deliver;

import dev.kbsync.page.Delivery;
import dev.kbsync.site.SetupException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** Addresses a delivery to {@code {base}/{document id}}, with the sink's credential. */
@Component("httpSink")
public class HttpSink {

    private static final Pattern BEGINS_AS_HTML =
            Pattern.compile("<(!doctype\\s+html|html)\\b", Pattern.CASE_INSENSITIVE);

    private final HttpSinkProperties properties;
    private final Pattern expected;

    HttpSink(HttpSinkProperties properties) {
        this.properties = properties;
        this.expected = pattern(properties.expectedAnswer());
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new SetupException(
                    "kbsync.deliver.http.expected-answer is not a regular expression: %s at character %d."
                            .formatted(e.getDescription(), e.getIndex() + 1));
        }
    }

    /**
     * Body in: a delivery; it stays. Leaves only the headers this sink is meant to get.
     *
     * @throws IllegalStateException if no address is configured
     */
    public void address(Exchange exchange) {
        if (properties.url().isBlank()) {
            throw new IllegalStateException(
                    "kbsync.deliver.http.url is not set; set it or take \"http\" out of"
                            + " kbsync.deliver.to");
        }
        Message message = exchange.getMessage();
        Delivery delivery = message.getBody(Delivery.class);
        message.removeHeaders("*", "CamelRedeliver*");
        message.setHeader(
                Exchange.HTTP_URI,
                properties.url().replaceAll("/+$", "") + "/" + delivery.documentId());
        message.setHeader("Accept", "application/json");
        message.setHeader("Idempotency-Key", delivery.key());
        if (properties.token().isPresent()) {
            message.setHeader("Authorization", "Bearer " + properties.token().value());
        } else if (!properties.username().isBlank()) {
            message.setHeader("Authorization", "Basic " + basic());
        }
    }

    /**
     * Body in: the sink's answer; body out: nothing.
     *
     * @throws SinkAnswerException if it is not the answer of a knowledge base that did as it was
     *     told
     */
    public void accept(Exchange exchange) {
        Message message = exchange.getMessage();
        String text = message.getBody(String.class);
        String answer = text == null ? "" : text.replaceFirst("^[\\s\\uFEFF]+", "");
        String type = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        message.setBody(null);
        if (status != null && status >= 400) {
            // A document that is not there counts as deleted, whatever the page says.
            return;
        }
        if (BEGINS_AS_HTML.matcher(answer).lookingAt()
                || (type.toLowerCase(Locale.ROOT).contains("html") && answer.startsWith("<"))) {
            throw new SinkAnswerException(
                    "answered with a web page, which may be a login or a gateway's; check its"
                            + " address and credential.");
        }
        if (!expected.pattern().isEmpty() && !expected.matcher(answer).find()) {
            throw new SinkAnswerException(
                    "answered without an error, but not with what"
                            + " kbsync.deliver.http.expected-answer asks for; look at its log.");
        }
    }

    private String basic() {
        String pair = properties.username() + ":" + properties.password().value();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
