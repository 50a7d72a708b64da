package dev.kbsync.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.egress.AnswerLimit;
import dev.kbsync.egress.Egress;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Requests of JSON to sinks of which a bean has to ask more than a route can say. */
@Component
public class SinkHttp implements DisposableBean {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int CONNECTIONS = 20;

    /** Vectors are long; a batch of documents has thousands. */
    private static final AnswerLimit LIMIT = new AnswerLimit(256L << 20, Duration.ZERO);

    private final SinkRequests requests;
    private final SinkAnswers answers;
    private final CloseableHttpClient http;

    SinkHttp(SinkRequests requests, SinkAnswers answers, Egress egress) {
        this.requests = requests;
        this.answers = answers;
        this.http =
                egress.client(
                        new Egress.Patience(CONNECT, LONGEST, CONNECTIONS),
                        LIMIT,
                        SystemDefaultDnsResolver.INSTANCE);
    }

    /**
     * Whom to ask.
     *
     * @param sink name of the sink
     * @param url its address
     * @param scheme what stands before its token, or a header of its own ({@code x-...})
     * @param patience how long a whole answer may take
     */
    public record Server(String sink, String url, String scheme, Duration patience) {

        URI at(String path) {
            String base = url.strip().replaceAll("/+$", "");
            if (base.isEmpty()) {
                throw SinkRequests.noAddress(sink);
            }
            try {
                return new URI(base + "/" + path);
            } catch (URISyntaxException e) {
                // Without the cause, which quotes the address.
                throw new IllegalStateException(
                        "kbsync.sinks.%s.url is not a web address".formatted(sink));
            }
        }
    }

    /**
     * A request.
     *
     * @param path what follows the server's address and a slash
     * @param body null for none
     */
    public record Request(String method, String path, @Nullable HttpEntity body) {

        public static Request get(String path) {
            return new Request("GET", path, null);
        }

        public static Request post(String path, Object json) throws IOException {
            return new Request(
                    "POST",
                    path,
                    new ByteArrayEntity(
                            JSON.writeValueAsBytes(json), ContentType.APPLICATION_JSON));
        }
    }

    /**
     * An answer.
     *
     * @param status 2xx, or the one that was expected as well
     */
    public record Answer(int status, JsonNode body) {}

    private record Raw(int status, Map<String, String> headers, String body) {}

    /**
     * Asks, where only a 2xx is an answer.
     *
     * @throws IOException if there is no answer
     * @throws HttpOperationFailedException if there is another one
     */
    public JsonNode ask(Server server, Request request)
            throws IOException, HttpOperationFailedException {
        return ask(server, request, 200).body();
    }

    /**
     * Asks.
     *
     * @param expected a status that is an answer beside 2xx
     * @throws IOException if there is no answer
     * @throws HttpOperationFailedException if there is another one
     */
    public Answer ask(Server server, Request request, int expected)
            throws IOException, HttpOperationFailedException {
        URI address = server.at(request.path());
        Raw raw = send(server, address, request);
        boolean good = raw.status() >= 200 && raw.status() < 300;
        if (good) {
            answers.accept(
                    server.sink(),
                    raw.headers().getOrDefault(HttpHeaders.CONTENT_TYPE, ""),
                    raw.body());
        } else if (raw.status() != expected) {
            throw new HttpOperationFailedException(
                    address.toString(),
                    raw.status(),
                    "",
                    raw.headers().get(HttpHeaders.LOCATION),
                    raw.headers(),
                    "");
        }
        return new Answer(raw.status(), answers.tree(raw.body().isEmpty() ? "{}" : raw.body()));
    }

    private Raw send(Server server, URI address, Request asked) throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(asked.method(), address);
        Timeout patience = Timeout.of(server.patience());
        request.setConfig(
                RequestConfig.custom()
                        .setResponseTimeout(patience)
                        .setConnectionRequestTimeout(patience)
                        .build());
        request.setHeader(HttpHeaders.ACCEPT, "application/json");
        requests.credential(server.sink(), server.scheme()).ifPresent(request::setHeader);
        request.setEntity(asked.body());
        return http.execute(request, SinkHttp::raw);
    }

    private static Raw raw(ClassicHttpResponse response) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.getHeaders()) {
            headers.put(header.getName(), header.getValue());
        }
        byte[] body =
                response.getEntity() == null
                        ? new byte[0]
                        : EntityUtils.toByteArray(response.getEntity());
        return new Raw(
                response.getCode(), headers, new String(body, StandardCharsets.UTF_8).strip());
    }

    @Override
    public void destroy() throws IOException {
        http.close();
    }
}
