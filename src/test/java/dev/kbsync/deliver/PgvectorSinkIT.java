package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.ConsoleClient;
import dev.kbsync.deliver.SinkServer.Trouble;
import dev.kbsync.page.TestPages;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The kind {@code pgvector-sink}, at a PostgreSQL with pgvector. */
class PgvectorSinkIT extends VectorSinkContract {

    private static final int PORT = ConsoleClient.freePort();
    private static final AtomicInteger TABLES = new AtomicInteger();

    @TempDir private static Path data;

    private static ServerProcess server;
    private static JdbcTemplate jdbc;

    private final Relay relay = new Relay(PORT);
    private final String table = "Kb_" + TABLES.incrementAndGet();

    @BeforeAll
    static void startServer() {
        server = ServerProcess.startNode("pgvector", List.of("" + PORT), data.resolve("log"), PORT);
        jdbc = new JdbcTemplate(new DriverManagerDataSource(url(PORT), "postgres", "postgres"));
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

    /** Its connections share one session, in which prepared statements would get mixed up. */
    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:"
                + port
                + "/postgres?sslmode=disable&preferQueryMode=simple";
    }

    private static String id(String contentId) {
        return TestPages.CLOUD + "-" + contentId;
    }

    @Override
    protected Map<String, String> settings() {
        Map<String, String> settings = super.settings();
        settings.put("kbsync.sinks.kb.username", "postgres");
        settings.put("kbsync.sinks.kb.password", TOKEN);
        return settings;
    }

    @Override
    protected String route() {
        return route("kb", table);
    }

    private String route(String name, String inTable) {
        return """
        - route:
            id: deliver-to-%1$s
            from:
              uri: direct:deliver-to-%1$s
              steps:
                - to:
                    uri: kamelet:pgvector-sink
                    parameters: { name: %1$s, url: "RAW(%2$s)", table: 'RAW(%3$s)', wait: 5000, linger: 20 }
        """
                .formatted(name, url(relay.port()), inTable);
    }

    private String quoted() {
        return '"' + table + '"';
    }

    private boolean exists() {
        return jdbc.queryForObject("select to_regclass(?) is not null", Boolean.class, quoted());
    }

    @Override
    protected Map<String, String> documents() {
        Documents documents = new Documents();
        if (exists()) {
            jdbc.query(
                    "select document_id, content, metadata::text from " + quoted() + " order by id",
                    row -> {
                        documents.add(row.getString(1), row.getString(2) + row.getString(3));
                    });
        }
        return documents.except("foreign");
    }

    @Override
    protected List<String> chunks(String documentId) {
        return jdbc.queryForList(
                "select content from "
                        + quoted()
                        + " where document_id = ? order by split_part(id, '#', 2)::integer",
                String.class,
                documentId);
    }

    @Override
    protected List<String> nearest(float[] vector, int count) {
        return jdbc.queryForList(
                "select content from " + quoted() + " order by embedding <=> ?::vector limit ?",
                String.class,
                Arrays.toString(vector),
                count);
    }

    @Override
    protected void addForeign() {
        assertDelivered(upsert(page("1", 1, "Page"), "text"), upsert(page("2", 1, "P"), "text"));
        assertDelivered(removal(page("1", 1, "Page")), removal(page("2", 1, "P")));
        jdbc.update(
                "insert into "
                        + quoted()
                        + " values ('mine', 'foreign', 1, 'h', 'of others', '{}', ?::vector)",
                Arrays.toString(new float[64]));
    }

    @Override
    protected boolean hasForeign() {
        return chunksOf("foreign").equals(List.of("of others"));
    }

    private List<String> chunksOf(String documentId) {
        return jdbc.queryForList(
                "select content from " + quoted() + " where document_id = ?",
                String.class,
                documentId);
    }

    @Override
    protected boolean in(Trouble trouble) {
        return relay.in(trouble);
    }

    @Test
    void theTableHasIndexesAndMetadataToFilterBy() {
        assertDelivered(
                upsert(page("1", 1, "Deploying"), "Restart the gateway first."),
                upsert(page("2", 1, "Holidays"), "Closed in August."));

        assertThat(
                        jdbc.queryForList(
                                "select indexdef from pg_indexes where tablename = ?",
                                String.class,
                                table))
                .anyMatch(index -> index.contains("USING hnsw (embedding vector_cosine_ops)"))
                .anyMatch(index -> index.contains("USING gin (metadata jsonb_path_ops)"))
                .anyMatch(index -> index.contains("(document_id)"));
        assertThat(
                        jdbc.queryForList(
                                "select content from "
                                        + quoted()
                                        + " where metadata @> '{\"space\":\"ENG\",\"title\":\"Holidays\"}'",
                                String.class))
                .containsExactly("Closed in August.");
        assertThat(
                        jdbc.queryForObject(
                                "select metadata->'breadcrumb'->>0 from " + quoted() + " limit 1",
                                String.class))
                .isEqualTo("ENG");
    }

    /** The table of somebody else, which happens to have the sink's name. */
    @Test
    void aTableThatKbsyncDidNotMakeIsLeftAlone() {
        jdbc.execute("create table " + quoted() + " (id integer, salary integer)");
        jdbc.execute("insert into " + quoted() + " values (1, 1000)");

        String verdict = deliver(upsert(page("1", 1, "Page"), "text")).get(0);

        assertThat(verdict).contains("that kbsync did not make (no column document_id)");
        assertThat(jdbc.queryForObject("select salary from " + quoted(), Integer.class))
                .isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x; drop table victim",
                "victim\" cascade; --",
                "a.b.c",
                "x' or '1'='1",
                "pg_catalog.\"pg_class\"",
                "",
                "a-b"
            })
    void aNameThatIsNoTablesIsNotTried(String name) throws Exception {
        jdbc.execute("create table if not exists victim (id integer)");
        bench().load("4-evil.camel.yaml", route("evil", name.replace("'", "''")));

        assertThat(deliverTo("evil", upsert(page("1", 1, "Page"), "text")))
                .contains("has a table whose name cannot be used");
        assertThat(jdbc.queryForObject("select count(*) from victim", Integer.class)).isZero();
    }

    @Test
    void aTableMayBeInASchemaOfItsOwn() throws Exception {
        jdbc.execute("create schema if not exists knowledge");
        bench().load("4-other.camel.yaml", route("other", "knowledge.pages"));

        assertThat(deliverTo("other", upsert(page("1", 1, "Page"), "text"))).isEmpty();
        assertThat(jdbc.queryForList("select content from knowledge.pages", String.class))
                .containsExactly("text");
    }

    @Test
    void whatIsNoTextForADatabaseIsLeftOut() {
        assertDelivered(upsert(page("1", 1, "Ti\0tle \uD83D"), "te\0xt \uDE00 end"));

        assertThat(documents().get(id("1"))).contains("text ? end", "Title \ufffd");
    }

    @Test
    void aTableThatWasDroppedIsMadeAndFilledAgain() {
        assertDelivered(upsert(page("1", 1, "Page"), "text"));
        jdbc.execute("drop table " + quoted());

        assertDelivered(upsert(page("1", 1, "Page"), "text"));

        assertThat(documents()).containsOnlyKeys(id("1"));
    }

    @Test
    void aNewerVersionFromElsewhereStays() {
        assertDelivered(upsert(page("42", 3, "Page"), "of now"));
        jdbc.update(
                "update "
                        + quoted()
                        + " set version = 2, content = 'newer',"
                        + " metadata = jsonb_set(metadata, '{updated}', to_jsonb(?::text))",
                page("42", 9, "Page").modifiedAt().toString());

        assertDelivered(upsert(page("42", 3, "Page"), "older"));

        assertThat(documents().get(id("42"))).contains("newer");
    }
}
