package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.deliver.SinkServer.Answer;
import dev.kbsync.deliver.SinkServer.Request;
import dev.kbsync.page.Delivery;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The kind {@code http-sink}, at a server that answers 409 where it holds a newer version. */
class HttpSinkTest extends HttpSinkContract {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> stored = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    @Override
    protected Answer answer(Request request) {
        String id = request.path().replaceFirst("^/kb/", "");
        if (refused.contains(id)) {
            return new Answer(422, "{\"error\":\"refused\"}");
        }
        if (request.method().equals("DELETE")) {
            return new Answer(stored.remove(id) == null ? 404 : 204, "");
        }
        if (updated(request.body()).compareTo(updated(stored.getOrDefault(id, "{}"))) < 0) {
            return new Answer(409, "{\"error\":\"older\"}");
        }
        stored.put(id, request.body());
        return Answer.ok("{\"stored\":true}");
    }

    private static String updated(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            return tree.path("updated").asText();
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    @Override
    protected String route() {
        return route(
                "http-sink",
                "url: \"%s/kb\", wait: 1000, stored: \"200-299,409\"".formatted(server.url()));
    }

    @Override
    protected void sendBare(List<Delivery> documents) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        SinkSpeed.each(
                documents,
                some -> {
                    byte[] json =
                            JSON.writeValueAsBytes(
                                    bench().bean(Deliveries.class).json(some.get(0)));
                    HttpRequest request =
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    server.url()
                                                            + "/kb/"
                                                            + some.get(0).documentId()))
                                    .header("Content-Type", "application/json")
                                    .PUT(HttpRequest.BodyPublishers.ofByteArray(json))
                                    .build();
                    assertThat(
                                    client.send(request, HttpResponse.BodyHandlers.ofString())
                                            .statusCode())
                            .isEqualTo(200);
                });
    }

    @Override
    protected Map<String, String> documents() {
        Map<String, String> documents = new TreeMap<>(stored);
        documents.remove("foreign");
        return documents;
    }

    @Override
    protected void addForeign() {
        stored.put("foreign", "{}");
    }

    @Override
    protected boolean hasForeign() {
        return "{}".equals(stored.get("foreign"));
    }

    @Override
    protected boolean refuse(String documentId) {
        return refused.add(documentId);
    }

    @Test
    void chunksAreSentWhereTheyAreWanted() {
        Delivery delivery = upsert(page("42", 1, "Page"), "text\n");
        Deliveries deliveries = bench().bean(Deliveries.class);
        JsonNode chunks = JSON.valueToTree(deliveries.jsonWith(delivery, "json")).path("chunks");

        assertThat(deliveries.jsonWith(delivery, "none")).doesNotContainKey("chunks");
        assertThat(chunks).hasSize(1);
        assertThat(chunks.get(0).path("id").asText()).endsWith("-42#0");
        assertThat(chunks.get(0).path("text").asText()).isEqualTo("text");
    }

    @Test
    void aRequestCarriesTheSinksCredentialAndAnIdempotencyKey() {
        theSameDocumentTwiceIsStoredOnce();

        assertThat(received())
                .hasSize(2)
                .allSatisfy(
                        request ->
                                assertThat(request).contains("Bearer " + TOKEN, "Idempotency-key"));
    }
}
