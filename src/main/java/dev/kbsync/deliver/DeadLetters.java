package dev.kbsync.deliver;

import dev.kbsync.page.Delivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Makes dead letters: what a sink did not take, why and when. */
@Component("deadLetters")
public class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final Deliveries deliveries;
    private final SinkFailures failures;
    private final Clock clock;
    private final Path folder;

    DeadLetters(
            Deliveries deliveries,
            SinkFailures failures,
            Clock clock,
            @Value("${kbsync.failures.folder}") Path folder) {
        this.folder = folder;
        this.deliveries = deliveries;
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * The sink took the document after all, or let go of it: the dead letter kept before is
     * history.
     */
    void delivered(String sink, String documentId) {
        try {
            Files.deleteIfExists(folder.resolve(sink).resolve(documentId + ".json"));
        } catch (IOException e) {
            log.warn("An old dead letter of {} cannot be deleted: {}", sink, e.toString());
        }
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

    /**
     * Keeps something that is not even a delivery, in a file of its own.
     *
     * @param name what tells it from others of the sink, for a file name
     * @param why a sentence
     * @param facts what else is known of it
     * @throws UncheckedIOException if it could not be kept
     */
    public void unreadable(String sink, String name, String why, Map<String, Object> facts) {
        Map<String, Object> letter = new LinkedHashMap<>();
        letter.put("sink", sink);
        letter.put("failed", why);
        letter.put("at", clock.instant().toString());
        letter.putAll(facts);
        try {
            Path file = Files.createDirectories(folder.resolve(sink)).resolve(name + ".json");
            Files.writeString(file, JsonLines.json(letter) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
