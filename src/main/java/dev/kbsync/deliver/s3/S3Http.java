package dev.kbsync.deliver.s3;

import dev.kbsync.egress.AnswerLimit;
import dev.kbsync.egress.Egress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Has the AWS SDK send its requests as everything else is sent: through the one way out. */
final class S3Http implements SdkHttpClient {

    private static final int CONNECTIONS = 20;

    /** What the client sets itself, and what would only delay. */
    private static final Set<String> OWN = Set.of("content-length", "expect");

    private final CloseableHttpClient client;

    S3Http(Egress egress, Duration wait) {
        client =
                egress.client(
                        new Egress.Patience(wait, wait, CONNECTIONS),
                        AnswerLimit.SMALL,
                        SystemDefaultDnsResolver.INSTANCE);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest execution) {
        HttpUriRequestBase request = request(execution);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return client.execute(request, S3Http::response);
            }

            @Override
            public void abort() {
                request.abort();
            }
        };
    }

    private static HttpUriRequestBase request(HttpExecuteRequest execution) {
        SdkHttpRequest asked = execution.httpRequest();
        HttpUriRequestBase request = new HttpUriRequestBase(asked.method().name(), asked.getUri());
        asked.forEachHeader(
                (name, values) -> {
                    if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                        values.forEach(value -> request.addHeader(name, value));
                    }
                });
        execution
                .contentStreamProvider()
                .ifPresent(
                        content ->
                                request.setEntity(
                                        new InputStreamEntity(
                                                content.newStream(),
                                                asked.firstMatchingHeader(
                                                                HttpHeaders.CONTENT_LENGTH)
                                                        .map(Long::parseLong)
                                                        .orElse(-1L),
                                                asked.firstMatchingHeader(HttpHeaders.CONTENT_TYPE)
                                                        .map(ContentType::parseLenient)
                                                        .orElse(null))));
        return request;
    }

    /** Answers are small: nothing asks for the content of an object. */
    private static HttpExecuteResponse response(ClassicHttpResponse answer) throws IOException {
        SdkHttpFullResponse.Builder response =
                SdkHttpFullResponse.builder()
                        .statusCode(answer.getCode())
                        .statusText(answer.getReasonPhrase());
        Stream.of(answer.getHeaders())
                .forEach(
                        (Header header) ->
                                response.appendHeader(header.getName(), header.getValue()));
        HttpExecuteResponse.Builder result = HttpExecuteResponse.builder();
        if (answer.getEntity() != null) {
            result.responseBody(
                    AbortableInputStream.create(
                            new ByteArrayInputStream(EntityUtils.toByteArray(answer.getEntity()))));
        }
        return result.response(response.build()).build();
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
