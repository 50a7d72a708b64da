package dev.kbsync.state;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.authorize.grant.AuthorizationLost;
import dev.kbsync.authorize.grant.CareProperties;
import dev.kbsync.egress.AnswerLimit;
import dev.kbsync.egress.Egress;
import dev.kbsync.egress.Egress.Patience;
import dev.kbsync.egress.EgressException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells an address outside that an authorization was lost: {@code POST} with {@code event}, {@code
 * sites}, {@code text} and {@code link} in JSON. Tried a few times, in the background.
 */
@Component
public class LostWebhook implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(LostWebhook.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIES = 4;

    private final CareProperties properties;
    private final CloseableHttpClient http;

    public LostWebhook(CareProperties properties, Egress egress) {
        this.properties = properties;
        this.http =
                egress.client(
                        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(20), 2),
                        AnswerLimit.SMALL,
                        SystemDefaultDnsResolver.INSTANCE);
    }

    @EventListener
    public void lost(AuthorizationLost event) throws IOException {
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
            URI address = URI.create(properties.webhook().value().strip());
            if (address.getHost() == null) {
                throw new IllegalArgumentException("It has no host");
            }
            send(address, body, 1);
        } catch (IllegalArgumentException e) {
            // The cause would quote the address, which may hold a token.
            log.error("kbsync.care.webhook is not a web address; no notification was sent");
        }
    }

    /** In the background, since the answer may take its time. */
    private void send(URI address, byte[] body, int attempt) {
        Executor later =
                CompletableFuture.delayedExecutor(
                        attempt == 1 ? 0 : 1L << (attempt - 1), TimeUnit.SECONDS);
        later.execute(
                () -> {
                    String why = told(address, body);
                    if (why.isEmpty()) {
                        return;
                    }
                    if (attempt == TRIES) {
                        log.error("The notification to kbsync.care.webhook failed: {}", why);
                        return;
                    }
                    send(address, body, attempt + 1);
                });
    }

    /**
     * @return why it was not told; empty if it was
     */
    private String told(URI address, byte[] body) {
        HttpPost request = new HttpPost(address);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        try {
            int status = http.execute(request, HttpResponse::getCode);
            return status < 300 ? "" : "it answered " + status;
        } catch (IOException e) {
            // Of no other failure the message: it may show the address.
            EgressException stopped = EgressException.in(e);
            return stopped == null
                    ? e.getClass().getSimpleName()
                    : String.valueOf(stopped.getMessage());
        }
    }

    @Override
    public void destroy() throws IOException {
        http.close();
    }
}
