package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.ConsoleClient;
import dev.kbsync.deliver.SinkServer.Trouble;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.TestPages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kind {@code chroma-sink}, at a Chroma of its own. */
class ChromaSinkIT extends VectorSinkContract {

    private static final int PORT = ConsoleClient.freePort();
    private static final AtomicInteger COLLECTIONS = new AtomicInteger();
    private static final JsonServer SERVER =
            new JsonServer(
                    "http://127.0.0.1:"
                            + PORT
                            + "/api/v2/tenants/default_tenant/databases/default_database/collections");

    @TempDir private static Path data;

    private static ServerProcess server;

    private final Relay relay = new Relay(PORT);
    private final String collection = "kb-" + COLLECTIONS.incrementAndGet();

    @BeforeAll
    static void startServer() {
        server =
                ServerProcess.startNode(
                        "chroma", List.of("" + PORT, data.toString()), data.resolve("log"), PORT);
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
                    uri: kamelet:chroma-sink
                    parameters: { name: kb, url: "http://127.0.0.1:%d/", collection: %s, linger: 20 }
        """
                .formatted(relay.port(), collection);
    }

    private String path(String verb) {
        return "/" + SERVER.ask("GET", "/" + collection, "").path("id").asText() + "/" + verb;
    }

    /** A record of the collection. */
    private record Row(String id, String document, JsonNode metadata) {

        int number() {
            return Integer.parseInt(id.replaceFirst(".*#", ""));
        }
    }

    private List<Row> rows(String where) {
        List<Row> rows = new ArrayList<>();
        JsonNode got =
                SERVER.ask(
                        "POST",
                        path("get"),
                        "{%s\"include\":[\"metadatas\",\"documents\"]}".formatted(where));
        for (int i = 0; i < got.path("ids").size(); i++) {
            rows.add(
                    new Row(
                            got.path("ids").path(i).asText(),
                            got.path("documents").path(i).asText(),
                            got.path("metadatas").path(i)));
        }
        return rows;
    }

    @Override
    protected Map<String, String> documents() {
        Documents documents = new Documents();
        rows("").forEach(
                        row ->
                                documents.add(
                                        row.metadata().path("document_id").asText(),
                                        row.document() + row.metadata()));
        return documents.except("");
    }

    @Override
    protected List<String> chunks(String documentId) {
        return rows("\"where\":{\"document_id\":\"%s\"},".formatted(documentId)).stream()
                .sorted(Comparator.comparing(Row::number))
                .map(Row::document)
                .toList();
    }

    @Override
    protected List<String> nearest(float[] vector, int count) {
        List<String> texts = new ArrayList<>();
        SERVER.ask(
                        "POST",
                        path("query"),
                        "{\"query_embeddings\":[%s],\"n_results\":%d,\"include\":[\"documents\"]}"
                                .formatted(Arrays.toString(vector), count))
                .at("/documents/0")
                .forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Override
    protected void addForeign() {
        SERVER.ask("POST", "", "{\"name\":\"%s\",\"get_or_create\":true}".formatted(collection));
        SERVER.ask(
                "POST",
                path("upsert"),
                "{\"ids\":[\"mine\"],\"embeddings\":[%s],\"documents\":[\"of others\"],\"metadatas\":[{\"x\":1}]}"
                        .formatted(Arrays.toString(new float[64])));
    }

    @Override
    protected boolean hasForeign() {
        return rows("\"ids\":[\"mine\"],").get(0).document().equals("of others");
    }

    @Override
    protected boolean in(Trouble trouble) {
        return relay.in(trouble);
    }

    @Test
    void labelsAreMetadataToFilterByAndGoWhenTheyAreTakenAway() {
        PageRef page = page("1", 1, "Page");
        assertDelivered(upsert(TestPages.labelled(page, "ops", "draft"), "text"));
        assertThat(rows("\"where\":{\"label:draft\":true},")).hasSize(1);

        assertDelivered(upsert(TestPages.labelled(page, "ops"), "text"));

        assertThat(rows("\"where\":{\"label:draft\":true},")).isEmpty();
        assertThat(rows("\"where\":{\"label:ops\":true},")).hasSize(1);
        assertThat(rows("").get(0).metadata().path("labels").asText()).isEqualTo("ops");
        assertThat(rows("").get(0).metadata().path("breadcrumb").asText()).startsWith("ENG > ");
    }

    @Test
    void whatNotEverybodyMayReadIsWithheld() {
        assertDelivered(upsert(page("1", 1, "Page"), "text"));
        assertThat(documents()).containsOnlyKeys(id("1"));

        assertDelivered(upsert(TestPages.access(page("1", 1, "Page"), Access.RESTRICTED), "text"));

        assertThat(documents()).isEmpty();
    }

    @Test
    void aNewerVersionFromElsewhereStays() {
        assertDelivered(cut(page("42", 3, "Page"), "A | of now"));
        SERVER.ask(
                "POST",
                path("update"),
                "{\"ids\":[\"%s#0\"],\"documents\":[\"newer\"],\"metadatas\":[{\"updated\":\"%s\"}]}"
                        .formatted(id("42"), page("42", 9, "Page").modifiedAt()));

        assertDelivered(cut(page("42", 3, "Page"), "A | older"));

        assertThat(chunks(id("42"))).containsExactly("newer");
    }
}
