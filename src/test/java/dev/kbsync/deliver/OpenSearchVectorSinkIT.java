package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.ConsoleClient;
import dev.kbsync.deliver.SinkServer.Trouble;
import dev.kbsync.page.TestPages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kind {@code opensearch-vector-sink}, at an OpenSearch with its k-NN plugin. */
class OpenSearchVectorSinkIT extends VectorSinkContract {

    private static final int PORT = ConsoleClient.freePort();
    private static final JsonServer SERVER = new JsonServer("http://127.0.0.1:" + PORT + "/");
    private static final AtomicInteger INDEXES = new AtomicInteger();

    @TempDir private static Path data;

    private static ServerProcess server;

    private final Relay relay = new Relay(PORT);
    private final String index = "kb-" + INDEXES.incrementAndGet();

    @BeforeAll
    static void startServer() {
        server =
                ServerProcess.start(
                        "opensearch-knn",
                        List.of(
                                "src/test/servers/opensearch/Server.java",
                                "" + PORT,
                                "" + ConsoleClient.freePort(),
                                data.toString(),
                                "org.opensearch.knn.plugin.KNNPlugin"),
                        data.resolve("log"),
                        PORT);
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void closeRelay() {
        relay.close();
    }

    private static String id(String contentId) {
        return TestPages.CLOUD + "-" + contentId;
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
                    uri: kamelet:opensearch-vector-sink
                    parameters: { name: kb, url: "http://127.0.0.1:%d/", index: %s, linger: 20 }
        """
                .formatted(relay.port(), index);
    }

    private JsonNode search(String query) {
        SERVER.ask("POST", index + "/_refresh", "");
        return SERVER.ask("POST", index + "/_search?size=10000", query).at("/hits/hits");
    }

    @Override
    protected Map<String, String> documents() {
        Documents documents = new Documents();
        // The last ones first: it finds no more than so many.
        search(
                        "{\"_source\":{\"excludes\":[\"embedding\"]},"
                                + "\"sort\":[{\"chunk\":{\"order\":\"desc\",\"unmapped_type\":\"integer\"}}]}")
                .forEach(
                        hit ->
                                documents.add(
                                        hit.at("/_source/document_id").asText(), hit.toString()));
        return documents.except("foreign");
    }

    @Override
    protected List<String> chunks(String documentId) {
        return texts(
                search(
                        "{\"query\":{\"term\":{\"document_id\":\"%s\"}},\"sort\":[{\"chunk\":\"asc\"}]}"
                                .formatted(documentId)));
    }

    @Override
    protected List<String> nearest(float[] vector, int count) {
        return texts(
                search(
                        "{\"size\":%1$d,\"query\":{\"knn\":{\"embedding\":{\"k\":%1$d,\"vector\":%2$s}}}}"
                                .formatted(count, Arrays.toString(vector))));
    }

    private static List<String> texts(JsonNode hits) {
        List<String> texts = new ArrayList<>();
        hits.forEach(hit -> texts.add(hit.at("/_source/content").asText()));
        return texts;
    }

    @Override
    protected void addForeign() {
        assertDelivered(upsert(page("1", 1, "Page"), "text"));
        assertDelivered(removal(page("1", 1, "Page")));
        SERVER.ask("PUT", index + "/_doc/foreign", "{\"document_id\":\"foreign\"}");
    }

    @Override
    protected boolean hasForeign() {
        return SERVER.ask("GET", index + "/_doc/foreign", "").path("found").asBoolean();
    }

    @Override
    protected boolean in(Trouble trouble) {
        return relay.in(trouble);
    }

    @Test
    void chunksAreFoundByTheirFields() {
        assertDelivered(
                upsert(page("1", 1, "Deploying"), "Restart the gateway first."),
                upsert(page("2", 1, "Holidays"), "Closed in August."));

        assertThat(texts(search("{\"query\":{\"match\":{\"content\":\"gateway\"}}}")))
                .containsExactly("Restart the gateway first.");
        assertThat(texts(search("{\"query\":{\"match\":{\"breadcrumb\":\"holidays\"}}}")))
                .containsExactly("Closed in August.");
        JsonNode fields = SERVER.ask("GET", index, "").at("/" + index + "/mappings/properties");
        assertThat(fields.at("/embedding/dimension").asInt()).isEqualTo(64);
        assertThat(fields.at("/readers/type").asText()).isEqualTo("nested");
    }

    @Test
    void anIndexWithoutVectorsIsLeftAlone() {
        SERVER.ask("PUT", index + "/_doc/mine?refresh=true", "{\"salary\":1000}");

        String verdict = deliver(upsert(page("1", 1, "Page"), "text")).get(0);

        assertThat(verdict).contains("whose field \"embedding\" takes no vectors");
        assertThat(search("{}")).hasSize(1);
    }

    /** As after a crash of another process, which had stored a newer version. */
    @Test
    void aNewerVersionFromElsewhereStaysAndWhatIsWithdrawnGoes() {
        assertDelivered(cut(page("42", 3, "Page"), "A | one", "A | two"));
        JsonNode chunk = SERVER.ask("GET", index + "/_doc/" + id("42") + "%230", "");
        SERVER.ask(
                "PUT",
                index
                        + "/_doc/"
                        + id("42")
                        + "%230?version="
                        + page("42", 9, "Page").revision()
                        + "&version_type=external",
                chunk.path("_source").toString().replace("\"one\"", "\"newer\""));

        assertDelivered(cut(page("42", 3, "Page"), "A | older", "A | two"));
        assertThat(chunks(id("42"))).as("the leftover of version 3 goes").containsExactly("newer");

        assertDelivered(removal(page("42", 3, "Page")));
        assertThat(documents()).isEmpty();
    }
}
