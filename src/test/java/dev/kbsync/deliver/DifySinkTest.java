package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.kbsync.deliver.DifyServer.Doc;
import dev.kbsync.deliver.SinkServer.Answer;
import dev.kbsync.deliver.SinkServer.Request;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.TestPages;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kind {@code dify-sink}, at a stand-in written from the documentation of Dify. */
class DifySinkTest extends HttpSinkContract {

    private static final PageRef PAGE = TestPages.page("42");

    private final DifyServer dify = new DifyServer();

    @Override
    protected Answer answer(Request request) {
        return dify.handle(request);
    }

    @Override
    protected String route() {
        return route(
                "dify-sink",
                "url: \"%s/v1\", dataset: %s, patience: 2000, wait: 1000"
                        .formatted(server.url(), DifyServer.DATASET));
    }

    /** By the id in the name; a second one of the same page would be seen. */
    @Override
    protected Map<String, String> documents() {
        Map<String, String> documents = new TreeMap<>();
        for (Doc doc : dify.found()) {
            if (!doc.name.equals("foreign")) {
                assertThat(doc.metadata.get("confluence_id"))
                        .isEqualTo(TextNode.valueOf(id(doc.name)));
                assertThat(documents.put(id(doc.name), doc.indexed)).as("duplicate").isNull();
            }
        }
        return documents;
    }

    private static String id(String name) {
        return name.replaceFirst("(?s).*\\(", "").replace(")", "");
    }

    @Override
    protected void addForeign() {
        add("foreign", "available");
    }

    private Doc add(String name, String display) {
        Doc doc = new Doc();
        doc.name = name;
        doc.text = "of others";
        doc.indexed = doc.text;
        doc.indexing = "completed";
        doc.display = display;
        dify.docs.put(doc.id, doc);
        return doc;
    }

    @Override
    protected boolean hasForeign() {
        return dify.found().stream().filter(doc -> doc.indexed.equals("of others")).count() == 1;
    }

    /** Accepted, and then not indexed. */
    @Override
    protected boolean refuse(String documentId) {
        return dify.unfit.add("pages/" + documentId.replaceFirst(".*-", "") + ">");
    }

    private Delivery upsert(int version, String text) {
        return upsert(TestPages.version(PAGE, version), "acme", text + "\n");
    }

    private long sent(String request) {
        return received().stream().filter(sent -> sent.contains(request)).count();
    }

    private Doc only() {
        assertThat(dify.docs).hasSize(1);
        return dify.docs.values().iterator().next();
    }

    private JsonNode metadata(String field) {
        return Objects.requireNonNull(only().metadata.get(field));
    }

    @Test
    void whatIsKnownOfThePageIsMetadataAndOtherFieldsStay() {
        assertThat(deliver(upsert(1, "first"))).containsOnly("");
        only().metadata.put("team", TextNode.valueOf("ours"));

        assertThat(deliver(upsert(2, "second"))).containsOnly("");

        assertThat(only().metadata.get("team")).isEqualTo(TextNode.valueOf("ours"));
        assertThat(metadata("confluence_labels").asText()).isEqualTo("howto");
        assertThat(metadata("confluence_version").isInt()).isTrue();
        assertThat(metadata("confluence_updated").asLong()).isEqualTo(1773930466);
        assertThat(dify.fields).hasSize(9);
    }

    @Test
    void whatAPageSaysOfItselfIsOneFieldAndGoesWithIt() {
        PageRef page = TestPages.version(PAGE, 1);
        deliver(
                upsert(
                        page.saying(new TreeMap<>(Map.of("owner", "Ada", "status", "DONE"))),
                        "acme",
                        "first\n"));
        assertThat(metadata("confluence_properties").asText())
                .isEqualTo("owner: Ada\nstatus: DONE");

        deliver(upsert(2, "second"));

        assertThat(metadata("confluence_properties").asText()).isEmpty();
    }

    @Test
    void aDocumentThatCannotBeIndexedIsAFailureWithItsReason() {
        dify.unfit.add("unfit");

        assertThat(deliver(upsert(1, "unfit")))
                .containsOnly(
                        "Sink \"kb\" accepted the document and then failed to index it (error Model"
                                + " quota exceeded).");
        assertThat(sent("create-by-text")).isEqualTo(1);

        dify.unfit.clear();
        assertThat(deliver(upsert(1, "unfit"))).containsOnly("");
        assertThat(only().indexed).contains("unfit");
    }

    @Test
    void aChangeThatCannotBeIndexedMakesTheDocumentAnew() {
        assertThat(deliver(upsert(1, "first"))).containsOnly("");
        String before = only().id;
        dify.unfit.add("second");

        assertThat(deliver(upsert(2, "second"))).noneMatch(String::isEmpty);
        assertThat(sent("DELETE")).isEqualTo(1);
        assertThat(sent("create-by-text")).isEqualTo(2);

        dify.unfit.clear();
        assertThat(deliver(upsert(3, "third"))).containsOnly("");
        assertThat(only().id).isNotEqualTo(before);
        assertThat(only().indexed).contains("third");
    }

    @Test
    void aDocumentThatIsStillIndexedIsWaitedFor() {
        assertThat(deliver(upsert(1, "first"))).containsOnly("");
        only().indexing = "waiting";
        only().display = "queuing";

        assertThat(deliver(upsert(2, "second"))).containsOnly("");

        assertThat(only().indexed).contains("second");
    }

    /** The first request for a change is the document; the fields and their values follow. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 9})
    void whateverAnswerIsLostThereIsNoSecondDocument(int request) {
        dify.untilCutOff = request;

        assertThat(deliver(upsert(1, "first"))).containsOnly("");

        assertThat(documents()).hasSize(1);
        assertThat(only().indexed).contains("first");
    }

    @Test
    void aDocumentWhoseIdWasLostIsFoundByItsName() {
        Doc lost = add("Page 42 (" + PAGE.documentId() + ")", "available");

        assertThat(deliver(upsert(2, "second"))).containsOnly("");

        assertThat(only().id).isEqualTo(lost.id);
        assertThat(deliver(removal(TestPages.version(PAGE, 2)))).containsOnly("");
        assertThat(dify.docs).isEmpty();
    }

    @Test
    void aDocumentThatTakesLongerIsWaitedForByTheNextTryAndNotSentAgain() {
        dify.slow = 40;

        assertThat(deliver(upsert(1, "first")).get(0)).contains("has not stored it yet");
        dify.slow = 0;
        assertThat(deliver(upsert(1, "first"))).containsOnly("");

        assertThat(sent("-by-text")).isEqualTo(1);
        assertThat(documents()).hasSize(1);
        assertThat(deliver(upsert(1, "first"))).containsOnly("");
        assertThat(sent("-by-text")).as("when it is asked for later").isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESTRICTED", "UNKNOWN"})
    void aRestrictedPageIsWithheldAndGoesIfItWasThere(Access access) {
        assertThat(deliver(upsert(1, "first"))).containsOnly("");
        PageRef restricted = TestPages.access(TestPages.version(PAGE, 2), access);

        assertThat(deliver(upsert(restricted, "acme", "secret text"))).containsOnly("");

        assertThat(dify.docs).isEmpty();
        assertThat(received()).noneMatch(sent -> sent.contains("secret text"));
    }

    @Test
    void aDocumentThatWasRenamedIsFoundByItsId() {
        assertThat(deliver(upsert(1, "first"))).containsOnly("");
        only().name = "renamed";

        assertThat(deliver(upsert(2, "second"))).containsOnly("");

        assertThat(only().name).isEqualTo("Page 42 (" + PAGE.documentId() + ")");
    }

    @Test
    void aDocumentThatWasDeletedInDifyIsCreatedAgain() {
        assertThat(deliver(upsert(1, "first"))).containsOnly("");
        dify.docs.clear();

        assertThat(deliver(upsert(1, "first"))).containsOnly("");

        assertThat(documents()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"archived", "disabled", "paused"})
    void aDocumentThatDifyLocksIsLeftAlone(String display) {
        assertThat(deliver(upsert(1, "first"))).containsOnly("");
        only().display = display;

        assertThat(deliver(upsert(2, "second")))
                .containsOnly(
                        "Sink \"kb\" takes no change to the document, which is %s there; make it available in Dify, or delete it there."
                                .formatted(display));
        assertThat(only().indexed).contains("first");
    }

    @Test
    void anArchivedDocumentIsNotRemovedSilently() {
        assertThat(deliver(upsert(1, "first"))).containsOnly("");
        only().display = "archived";

        assertThat(deliver(removal(PAGE)))
                .containsOnly(
                        "Sink \"kb\" has archived the document and takes no change to it; unarchive"
                                + " it in Dify.");
    }

    @Test
    void aLimitOfThePlanIsWaitedFor() {
        dify.overPlan = 1;

        assertThat(deliver(upsert(1, "first"))).containsOnly("");

        assertThat(documents()).hasSize(1);
    }

    @Test
    void manyDocumentsAtOnceShareTheFields() {
        Delivery[] all = new Delivery[12];
        for (int i = 0; i < all.length; i++) {
            all[i] = upsert(TestPages.page("" + i), "acme", "text " + i);
        }

        assertThat(deliver(all)).containsOnly("");

        assertThat(documents()).hasSize(12);
        assertThat(dify.fields.values()).doesNotHaveDuplicates().hasSize(9);
    }
}
