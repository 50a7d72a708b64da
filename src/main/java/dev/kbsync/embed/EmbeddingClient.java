package dev.kbsync.embed;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.confluence.RetryAfter;
import dev.kbsync.egress.AnswerLimit;
import dev.kbsync.egress.Egress;
import dev.kbsync.egress.EgressException;
import dev.kbsync.embed.EmbeddingException.Kind;
import dev.kbsync.page.Sentence;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;

/** Sends requests to the service, and says what became of them. */
final class EmbeddingClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 4;

    /** Enough for a large batch of the longest vectors. */
    private static final AnswerLimit LIMIT = new AnswerLimit(128L << 20, Duration.ZERO);

    /** Answers to what may be accepted later: timed out, too early, too many. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    /** Answers by which a text is refused: not understood, too long, not as it should be. */
    private static final Set<Integer> OF_THE_TEXT = Set.of(400, 413, 422);

    private static final String THE_TEXT = "refuses the text";

    private final EmbeddingProperties properties;
    private final Clock clock;
    private final URI address;
    private final CloseableHttpClient http;

    EmbeddingClient(EmbeddingProperties properties, Egress egress, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        this.address = properties.address();
        this.http =
                egress.client(
                        new Egress.Patience(CONNECT, properties.timeout(), CONNECTIONS),
                        LIMIT,
                        SystemDefaultDnsResolver.INSTANCE);
    }

    /** An answer as it came. */
    private record Answer(int status, @Nullable String retryAfter, String body) {}

    /**
     * @param texts as many as fit in one request
     * @return their vectors, in the same order
     */
    List<float[]> embed(List<String> texts) throws EmbeddingException {
        Answer answer = post(texts);
        if (answer.status() < 200 || answer.status() >= 300) {
            throw refused(answer, texts);
        }
        return EmbeddingAnswer.vectors(this, answer.body(), texts.size());
    }

    private Answer post(List<String> texts) throws EmbeddingException {
        try {
            HttpPost request = new HttpPost(address);
            request.setHeader(HttpHeaders.ACCEPT, "application/json");
            if (properties.key().isPresent()) {
                request.setHeader(
                        HttpHeaders.AUTHORIZATION, "Bearer " + properties.key().value().strip());
            }
            request.setEntity(
                    new ByteArrayEntity(
                            JSON.writeValueAsBytes(body(texts)), ContentType.APPLICATION_JSON));
            return http.execute(request, EmbeddingClient::answer);
        } catch (IOException e) {
            EgressException stopped = EgressException.in(e);
            throw stopped == null || stopped.passing()
                    ? busy("cannot be reached: " + Sentence.of(e), null)
                    : useless("was not reached: " + Sentence.of(stopped));
        }
    }

    private Map<String, Object> body(List<String> texts) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", properties.model().strip());
        body.put("input", texts.stream().map(EmbeddingClient::wellFormed).toList());
        if (properties.dimensions() > 0) {
            body.put("dimensions", properties.dimensions());
        }
        return body;
    }

    /** Half a character, of which no JSON can be made, becomes a question mark. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static Answer answer(ClassicHttpResponse response) throws IOException {
        Header pause = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        byte[] body =
                response.getEntity() == null
                        ? new byte[0]
                        : EntityUtils.toByteArray(response.getEntity());
        return new Answer(
                response.getCode(),
                pause == null ? null : pause.getValue(),
                new String(body, StandardCharsets.UTF_8));
    }

    /** The same refusal, where it is not for the text. */
    static EmbeddingException ofAnyText(EmbeddingException refusal) {
        String sentence = String.valueOf(refusal.getMessage()).replaceFirst("[.]$", "");
        return new EmbeddingException(
                Kind.SETUP,
                sentence.replace(THE_TEXT, "refuses any text")
                        + "; check kbsync.embeddings.model and .dimensions.");
    }

    private EmbeddingException refused(Answer answer, List<String> texts) {
        int status = answer.status();
        if (PASSING.contains(status) || status >= 500) {
            return busy(
                    "answered " + status + said(answer, texts),
                    RetryAfter.parse(answer.retryAfter(), clock));
        }
        if (OF_THE_TEXT.contains(status)) {
            return new EmbeddingException(
                    Kind.TEXT, sentence(THE_TEXT + " (" + status + said(answer, texts) + ")"));
        }
        if (status == 401 || status == 403) {
            return useless("refuses the key (" + status + "); check kbsync.embeddings.key");
        }
        return useless(
                (status < 400
                                        ? "redirects (%d%s), which is not followed"
                                        : "does not offer this model at this address (%d%s)")
                                .formatted(status, said(answer, texts))
                        + "; check kbsync.embeddings.url and .model");
    }

    private String said(Answer answer, List<String> texts) {
        return EmbeddingAnswer.reason(answer.body(), properties.key(), texts);
    }

    EmbeddingException busy(String predicate, @Nullable Duration retryAfter) {
        return new EmbeddingException(Kind.PASSING, sentence(predicate), retryAfter);
    }

    EmbeddingException useless(String predicate) {
        return new EmbeddingException(Kind.SETUP, sentence(predicate));
    }

    private String sentence(String predicate) {
        return "The embeddings of " + address.getHost() + " failed: it " + predicate + ".";
    }

    void close() throws IOException {
        http.close();
    }
}
