package dev.kbsync.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.ConsoleClient;
import dev.kbsync.deliver.opensearch.BulkRequests;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.TestPages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kind {@code opensearch-sink}, at an OpenSearch of its own; the troubles have a stand-in. */
class OpenSearchSinkIT extends SinkContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int PORT = ConsoleClient.freePort();
    private static final AtomicInteger INDEXES = new AtomicInteger();

    @TempDir private static Path data;

    private static ServerProcess server;

    private final String index = "kb-" + INDEXES.incrementAndGet();

    @BeforeAll
    static void startServer() {
        server =
                ServerProcess.start(
                        "opensearch",
                        List.of(
                                "src/test/servers/opensearch/Server.java",
                                "" + PORT,
                                "" + ConsoleClient.freePort(),
                                data.toString()),
                        data.resolve("log"),
                        PORT);
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    private static JsonNode ask(String method, String path, String body) {
        try {
            HttpResponse<String> answer =
                    HTTP.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + PORT + "/" + path))
                                    .method(method, BodyPublishers.ofString(body))
                                    .header("Content-Type", "application/json")
                                    .build(),
                            BodyHandlers.ofString());
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String id(String contentId) {
        return TestPages.CLOUD + "-" + contentId;
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of();
    }

    @Override
    protected String route() {
        return """
        - route:
            id: deliver-to-kb
            from:
              uri: direct:deliver-to-kb
              steps:
                - to:
                    uri: kamelet:opensearch-sink
                    parameters: { name: kb, url: "http://127.0.0.1:%d", index: %s }
        """
                .formatted(PORT, index);
    }

    @Override
    protected void sendBare(List<Delivery> documents) throws Exception {
        BulkRequests requests = bench().bean(BulkRequests.class);
        for (int from = 0; from < documents.size(); from += 50) {
            Batch batch = new Batch("kb", Runnable::run);
            documents.subList(from, Math.min(from + 50, documents.size())).forEach(batch::add);
            String lines = new String(requests.lines(requests.begin(batch), index), UTF_8);
            assertThat(ask("POST", "_bulk", lines).path("errors").asBoolean()).isFalse();
        }
    }

    private JsonNode search(String query) {
        ask("POST", index + "/_refresh", "");
        return ask("POST", index + "/_search?size=1000", query).at("/hits/hits");
    }

    @Override
    protected Map<String, String> documents() {
        Map<String, String> documents = new TreeMap<>();
        search("{}").forEach(hit -> documents.put(hit.path("_id").asText(), hit.toString()));
        documents.remove("foreign");
        return documents;
    }

    @Override
    protected void addForeign() {
        ask("PUT", index + "/_doc/foreign", "{\"title\":\"mine\"}");
    }

    @Override
    protected boolean hasForeign() {
        return ask("GET", index + "/_doc/foreign", "").at("/_source/title").asText().equals("mine");
    }

    @Test
    void documentsAreFoundByTheirFields() {
        assertDelivered(
                upsert(page("42", 1, "Deploying the service"), "Restart the gateway first."),
                upsert(page("43", 1, "Holidays"), "Closed in August."));

        assertThat(found("{\"query\":{\"match\":{\"content\":\"gateway\"}}}"))
                .containsExactly("42");
        assertThat(found("{\"query\":{\"match\":{\"title\":\"holidays\"}}}")).containsExactly("43");
        assertThat(found("{\"query\":{\"term\":{\"space\":\"ENG\"}}}")).hasSize(2);
        assertThat(found("{\"query\":{\"range\":{\"updated\":{\"lt\":\"now\"}}}}")).hasSize(2);
        JsonNode fields = ask("GET", index, "").at("/" + index + "/mappings/properties");
        assertThat(fields.at("/labels/type").asText()).isEqualTo("keyword");
        assertThat(fields.at("/url/type").asText()).isEqualTo("keyword");
        assertThat(fields.at("/readers/type").asText()).isEqualTo("nested");
    }

    private List<String> found(String query) {
        return search(query).findValuesAsText("_id").stream()
                .map(id -> id.substring(TestPages.CLOUD.length() + 1))
                .toList();
    }

    @Test
    void anIndexThatCannotHoldOneDocumentHoldsTheOthers() {
        ask(
                "PUT",
                index,
                "{\"mappings\":{\"properties\":{\"title\":{\"type\":\"date\",\"format\":\"yyyy\"}}}}");

        List<String> verdicts =
                deliver(
                        upsert(page("1", 1, "2024"), "fits"),
                        upsert(page("2", 1, "Not a year: a secret"), "does not"),
                        upsert(page("3", 1, "2025"), "fits"));

        assertThat(verdicts.get(0)).isEmpty();
        assertThat(verdicts.get(1))
                .startsWith("Sink \"kb\" refuses the document (400 mapper_parsing_exception: ")
                .doesNotContain("secret");
        assertThat(verdicts.get(2)).isEmpty();
        assertThat(documents()).containsOnlyKeys(id("1"), id("3"));
    }

    private String ninthVersion() {
        return "%s/_doc/%s?version=%d&version_type=external"
                .formatted(index, id("42"), page("42", 9, "Page").revision());
    }

    /** As by a kbsync that took version numbers for the order of versions. */
    @Test
    void aDocumentFromLongAgoIsReplacedWhateverItsNumber() {
        ask("PUT", index + "/_doc/" + id("42") + "?version=9&version_type=external", "{}");

        assertDelivered(upsert(page("42", 3, "Page"), "of now"));

        assertThat(documents().get(id("42"))).contains("of now");
    }

    @Test
    void whatIsWithdrawnGoesThoughTheIndexHoldsANewerVersion() {
        ask("PUT", ninthVersion(), "{}");

        assertDelivered(removal(page("42", 3, "Page")));

        assertThat(documents()).isEmpty();
    }

    @Test
    void aNewerVersionFromElsewhereStays() {
        ask("PUT", ninthVersion(), "{\"title\":\"newer\"}");

        assertDelivered(upsert(page("42", 3, "Page"), "older"));

        assertThat(documents().get(id("42"))).contains("newer");
    }
}
