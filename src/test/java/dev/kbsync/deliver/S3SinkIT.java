package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.ConsoleClient;
import dev.kbsync.deliver.SinkServer.Trouble;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.Readers;
import dev.kbsync.page.TestPages;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The kind {@code s3-sink}, at an S3Proxy of its own. */
class S3SinkIT extends SinkContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    /** Where a document of page 43 would lie. */
    private static final String FOREIGN = "docs/acme/ENG/Page-43.md";

    @TempDir private static Path data;

    private static Relay relay;
    private static ServerProcess server;
    private static S3Client client;

    private final String bucket = "kb-" + BUCKETS.incrementAndGet();

    @BeforeAll
    static void startServer() throws IOException {
        int port = ConsoleClient.freePort();
        relay = new Relay(port);
        Path settings = data.resolve("s3proxy.properties");
        Path objects = Files.createDirectories(data.resolve("objects"));
        Files.writeString(
                settings,
                """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=key-of-kb
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                jclouds.identity=unused
                jclouds.credential=unused
                """
                        .formatted(port, TOKEN, objects.toString().replace('\\', '/')));
        Path quiet = data.resolve("logback.xml");
        Files.writeString(quiet, "<configuration/>");
        server =
                ServerProcess.start(
                        "s3",
                        List.of(
                                "-Dlogback.configurationFile=" + quiet,
                                "org.gaul.s3proxy.Main",
                                "--properties",
                                settings.toString()),
                        data.resolve("log"),
                        port);
        client =
                S3Client.builder()
                        .endpointOverride(URI.create("http://127.0.0.1:" + port))
                        .forcePathStyle(true)
                        .region(Region.US_EAST_1)
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("key-of-kb", TOKEN)))
                        .build();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
        relay.close();
    }

    @AfterEach
    void mend() {
        relay.in(Trouble.NONE);
    }

    private static String id(String contentId) {
        return TestPages.CLOUD + "-" + contentId;
    }

    @Override
    protected void sendBare(List<Delivery> documents) throws Exception {
        SinkSpeed.each(
                documents,
                some ->
                        client.putObject(
                                put -> put.bucket(bucket).key("bare/" + some.get(0).path()),
                                RequestBody.fromString(some.get(0).content())));
    }

    @Override
    protected Map<String, String> settings() {
        client.createBucket(create -> create.bucket(bucket));
        Map<String, String> settings = new HashMap<>();
        for (String sink : List.of("kb", "bedrock", "kendra")) {
            settings.put("kbsync.sinks." + sink + ".access-key", "key-of-kb");
            settings.put("kbsync.sinks." + sink + ".secret-key", TOKEN);
        }
        return settings;
    }

    @Override
    protected String route() {
        return route("kb", "neutral", "docs/")
                + route("bedrock", "bedrock", "b")
                + route("kendra", "kendra", "k");
    }

    private String route(String name, String profile, String prefix) {
        return """
        - route:
            id: deliver-to-%1$s
            from:
              uri: direct:deliver-to-%1$s
              steps:
                - to:
                    uri: kamelet:s3-sink
                    parameters:
                      { name: %1$s, profile: %2$s, prefix: %3$s, url: "http://127.0.0.1:%4$d",
                        bucket: %5$s, wait: 2000 }
        """
                .formatted(name, profile, prefix, relay.port(), bucket);
    }

    private Map<String, String> objects() {
        Map<String, String> objects = new TreeMap<>();
        for (S3Object object :
                client.listObjectsV2Paginator(list -> list.bucket(bucket)).contents()) {
            objects.put(object.key(), read(object.key()).asString(StandardCharsets.UTF_8));
        }
        return objects;
    }

    private ResponseBytes<GetObjectResponse> read(String key) {
        return client.getObjectAsBytes(get -> get.bucket(bucket).key(key));
    }

    @Override
    protected Map<String, String> documents() {
        Map<String, String> documents = new TreeMap<>();
        objects()
                .forEach(
                        (key, text) -> {
                            String id =
                                    read(key)
                                            .response()
                                            .metadata()
                                            .getOrDefault("kbsync-document", "");
                            if (!id.isEmpty() && documents.put(id, text) != null) {
                                throw new AssertionError("Two objects of " + id);
                            }
                        });
        return documents;
    }

    @Override
    protected void addForeign() {
        client.putObject(put -> put.bucket(bucket).key(FOREIGN), RequestBody.fromString("mine"));
    }

    @Override
    protected boolean hasForeign() {
        return "mine".equals(objects().get(FOREIGN));
    }

    @Override
    protected boolean in(Trouble trouble) {
        return relay.in(trouble);
    }

    @Override
    protected boolean refuse(String documentId) {
        if (!documentId.equals(id("7"))) {
            return false;
        }
        client.putObject(
                put -> put.bucket(bucket).key("docs/acme/ENG/Page-7-7.md"),
                RequestBody.fromString("not of kbsync"));
        return true;
    }

    @Test
    void aKeyCanBeReadAndARenameLeavesNothingBehind() {
        assertDelivered(upsert(page("42", 1, "First title"), "text"));
        assertThat(objects()).containsOnlyKeys("docs/acme/ENG/First-title-42.md");
        assertThat(read("docs/acme/ENG/First-title-42.md").response().contentType())
                .startsWith("text/markdown");

        assertDelivered(
                renamed(
                        upsert(page("42", 2, "Second title"), "text"),
                        "acme/ENG/First-title-42.md"));

        assertThat(objects()).containsOnlyKeys("docs/acme/ENG/Second-title-42.md");
    }

    private static Delivery renamed(Delivery delivery, String former) {
        return new Delivery(
                delivery.documentId(),
                delivery.key(),
                delivery.ref(),
                delivery.site(),
                delivery.path(),
                List.of(former),
                List.of(former),
                delivery.document(),
                delivery.content(),
                delivery.reason());
    }

    private JsonNode json(String key) throws JsonProcessingException {
        return JSON.readTree(objects().get(key));
    }

    @Test
    void bedrockGetsTheAttributesBesideTheFile() throws JsonProcessingException {
        PageRef page = TestPages.labelled(page("42", 3, "Deploying"), "howto", "ops");
        assertThat(deliverTo("bedrock", upsert(page, "Restart it."))).isEmpty();

        assertThat(objects())
                .containsOnlyKeys(
                        "b/acme/ENG/Deploying-42.md", "b/acme/ENG/Deploying-42.md.metadata.json");
        JsonNode attributes =
                json("b/acme/ENG/Deploying-42.md.metadata.json").path("metadataAttributes");
        assertThat(attributes.path("title").asText()).isEqualTo("Deploying");
        assertThat(attributes.path("labels").asText()).isEqualTo("howto, ops");
        assertThat(attributes.path("version").isInt()).isTrue();
        assertThat(attributes).allSatisfy(value -> assertThat(value.isValueNode()).isTrue());
        assertThat(attributes.has("text")).isFalse();

        assertThat(deliverTo("bedrock", removal(page))).isEmpty();
        assertThat(objects()).isEmpty();
    }

    @Test
    void attributesAreNeverLargerThanBedrockReads() {
        List<PageRef.Ancestor> above =
                IntStream.range(0, 60)
                        .mapToObj(i -> new PageRef.Ancestor("" + i, "漢".repeat(100)))
                        .toList();
        PageRef deep =
                TestPages.below(page("42", 3, "Deep"), above.toArray(PageRef.Ancestor[]::new));

        assertThat(deliverTo("bedrock", upsert(deep, "text"))).isEmpty();

        String sidecar = objects().getOrDefault("b/acme/ENG/Deep-42.md.metadata.json", "");
        assertThat(sidecar.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(10_240);
        assertThat(sidecar).contains("Deep", "ENG");
    }

    @Test
    void kendraGetsPlainTextAndWhoMayReadIt() throws JsonProcessingException {
        Readers team =
                new Readers(
                        "1",
                        "Home",
                        List.of(new Readers.User("ada", "Ada"), new Readers.User("bob", "Bob")),
                        List.of(new Readers.Group("staff", "Staff")));
        Readers ada = new Readers("42", "Pay", List.of(new Readers.User("ada", "Ada")), List.of());
        PageRef page = TestPages.readers(page("42", 3, "Pay"), team, ada);
        assertThat(deliverTo("kendra", upsert(page, "Restart it."))).isEmpty();

        assertThat(objects().get("k/acme/ENG/Pay-42.txt")).contains("Restart it.");
        JsonNode sidecar = json("k/acme/ENG/Pay-42.txt.metadata.json");
        assertThat(sidecar.path("DocumentId").asText()).isEqualTo(id("42"));
        assertThat(sidecar.path("Title").asText()).isEqualTo("Pay");
        assertThat(sidecar.at("/Attributes/_source_uri").asText()).isEqualTo(page.webUrl());
        assertThat(sidecar.path("AccessControlList").toString())
                .isEqualTo("[{\"Name\":\"ada\",\"Type\":\"USER\",\"Access\":\"ALLOW\"}]");
    }

    @Test
    void aDocumentThatNobodyCouldBeNamedForIsNotForEverybody() {
        Readers ada = new Readers("42", "Pay", List.of(new Readers.User("ada", "Ada")), List.of());
        Readers staff =
                new Readers("1", "Home", List.of(), List.of(new Readers.Group("staff", "Staff")));
        PageRef page = TestPages.readers(page("42", 3, "Pay"), staff, ada);

        assertThat(deliverTo("kendra", upsert(page, "text")))
                .startsWith("Sink \"kendra\" cannot keep the document: no user or group");
        assertThat(objects()).isEmpty();
    }

    @Test
    void aNewerVersionFromElsewhereStays() {
        client.putObject(
                put ->
                        put.bucket(bucket)
                                .key("docs/acme/ENG/Page-42.md")
                                .metadata(
                                        Map.of(
                                                "kbsync-document",
                                                id("42"),
                                                "kbsync-version",
                                                "2",
                                                "kbsync-updated",
                                                page("42", 9, "Page").modifiedAt().toString())),
                RequestBody.fromString("newer"));

        assertDelivered(upsert(page("42", 3, "Page"), "older"));

        assertThat(documents()).containsEntry(id("42"), "newer");
    }

    /** As by a kbsync that took version numbers for the order of versions. */
    @Test
    void aDocumentFromLongAgoIsReplacedWhateverItsNumber() {
        client.putObject(
                put ->
                        put.bucket(bucket)
                                .key("docs/acme/ENG/Page-42.md")
                                .metadata(
                                        Map.of("kbsync-document", id("42"), "kbsync-version", "9")),
                RequestBody.fromString("from long ago"));

        assertDelivered(upsert(page("42", 3, "Page"), "of now"));

        assertThat(documents().get(id("42"))).contains("of now");
    }

    @Test
    void aBucketThatIsMissingIsNamed() {
        client.deleteBucket(delete -> delete.bucket(bucket));

        assertThat(deliver(upsert(page("42", 1, "Page"), "text")))
                .singleElement()
                .asString()
                .startsWith("Sink \"kb\" has no bucket \"" + bucket + "\"");
        client.createBucket(create -> create.bucket(bucket));
    }
}
