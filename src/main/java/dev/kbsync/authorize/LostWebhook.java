package dev.kbsync.authorize;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells an address outside that an authorization was lost: {@code POST} with {@code event}, {@code
 * sites}, {@code text} and {@code link} in JSON. Tried a few times, in the background.
 */
@Component
class LostWebhook {

    private static final Logger log = LoggerFactory.getLogger(LostWebhook.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIES = 4;

    private final CareProperties properties;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    LostWebhook(CareProperties properties) {
        this.properties = properties;
    }

    @EventListener
    void lost(AuthorizationLost event) throws IOException {
        if (!properties.webhook().isPresent()) {
            return;
        }
        byte[] body =
                JSON.writeValueAsBytes(
                        Map.of(
                                "event", "authorization-lost",
                                "sites", event.sites(),
                                "text", event.sentence(),
                                "link", event.link()));
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(properties.webhook().value()))
                            .timeout(Duration.ofSeconds(20))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build();
            send(request, 1);
        } catch (IllegalArgumentException e) {
            // The cause would quote the address, which may hold a token.
            log.error("kbsync.care.webhook is no web address; nobody was told there");
        }
    }

    private void send(HttpRequest request, int attempt) {
        var unused =
                http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                        .whenComplete(
                                (answer, failure) -> {
                                    if (failure == null && answer.statusCode() < 300) {
                                        return;
                                    }
                                    String why =
                                            failure == null
                                                    ? "it answered " + answer.statusCode()
                                                    : failure.getClass().getSimpleName();
                                    if (attempt == TRIES) {
                                        log.error("kbsync.care.webhook could not be told: {}", why);
                                        return;
                                    }
                                    Executor later =
                                            CompletableFuture.delayedExecutor(
                                                    1L << attempt, TimeUnit.SECONDS);
                                    later.execute(() -> send(request, attempt + 1));
                                });
    }
}
