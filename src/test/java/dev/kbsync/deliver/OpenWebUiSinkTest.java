package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kbsync.deliver.OpenWebUiServer.Stored;
import dev.kbsync.deliver.SinkServer.Answer;
import dev.kbsync.deliver.SinkServer.Request;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.TestPages;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kind {@code open-webui-sink}, at a stand-in written from the source of Open WebUI. */
class OpenWebUiSinkTest extends HttpSinkContract {

    private static final PageRef PAGE = TestPages.page("42");

    private final OpenWebUiServer webUi = new OpenWebUiServer();

    @Override
    protected Answer answer(Request request) {
        return webUi.handle(request);
    }

    @Override
    protected String route() {
        return route(
                "open-webui-sink",
                "url: \"%s\", knowledge: %s, wait: 1000"
                        .formatted(server.url(), OpenWebUiServer.KNOWLEDGE));
    }

    /**
     * A second file of a page would be seen, and so would one that belongs to no knowledge base.
     */
    @Override
    protected Map<String, String> documents() {
        Map<String, String> documents = new TreeMap<>();
        for (Stored file : webUi.files.values()) {
            String id = file.metadata.path("kbsync_document").asText();
            if (!id.isEmpty()) {
                assertThat(file.linked).as("part of the knowledge base").isTrue();
                assertThat(documents.put(id, file.text)).as("duplicate").isNull();
            }
        }
        return documents;
    }

    @Override
    protected void addForeign() {
        add("Page-42.md", "", "of others");
        add("Page-43.md", "", "of others, too");
    }

    private Stored add(String name, String document, String text) {
        Stored file = new Stored();
        file.name = name;
        file.text = text;
        file.status = "completed";
        file.linked = true;
        file.metadata =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("knowledge_id", OpenWebUiServer.KNOWLEDGE)
                        .put("kbsync_document", document);
        webUi.files.put(file.id, file);
        return file;
    }

    @Override
    protected boolean hasForeign() {
        return webUi.files.values().stream().filter(file -> file.text.contains("others")).count()
                == 2;
    }

    /** Accepted, and then not processed. */
    @Override
    protected boolean refuse(String documentId) {
        return webUi.unfit.add("pages/" + documentId.replaceFirst(".*-", "") + ">");
    }

    private Delivery upsert(int version, String text) {
        return upsert(TestPages.version(PAGE, version), "acme", text);
    }

    private long uploads() {
        return received().stream().filter(sent -> sent.contains("process_in_background")).count();
    }

    private Stored only() {
        assertThat(webUi.files).hasSize(1);
        return webUi.files.values().iterator().next();
    }

    @Test
    void aFileIsNamedForReadersAndSaysWhereItCameFrom() {
        PageRef page = TestPages.titled(PAGE, "Größe: \"a/b\" 配置");
        assertThat(deliver(upsert(page, "acme", "text"))).containsOnly("");

        assertThat(only().name).isEqualTo("Größe-a-b-配置-42.md");
        assertThat(only().text)
                .startsWith("# Größe: ")
                .contains("<https://example.atlassian.net/wiki/spaces/ENG/pages/42>")
                .endsWith("text");
    }

    @Test
    void aPageWithoutTextIsStored() {
        assertThat(deliver(upsert(1, ""))).containsOnly("");

        assertThat(documents()).hasSize(1);
    }

    @Test
    void theSameTextIsUploadedOnce() {
        assertThat(deliver(upsert(1, "text"))).containsOnly("");
        assertThat(deliver(upsert(2, "text"))).containsOnly("");

        assertThat(uploads()).isEqualTo(1);
        assertThat(documents()).hasSize(1);
    }

    @Test
    void readersNeverMissAPageThatChanges() {
        assertThat(deliver(upsert(1, "first"))).containsOnly("");
        assertThat(deliver(upsert(2, "second"))).containsOnly("");
        assertThat(deliver(upsert(3, "third"))).containsOnly("");

        assertThat(webUi.missed).isFalse();
        assertThat(only().text).contains("third");
    }

    @Test
    void aFileThatCannotBeProcessedIsAFailureAndTheFormerOneStays() {
        assertThat(deliver(upsert(1, "first"))).containsOnly("");
        webUi.unfit.add("second");

        for (int run = 0; run < 3; run++) {
            assertThat(deliver(upsert(2, "second")))
                    .containsOnly(
                            "Sink \"kb\" accepted the document and then failed to process it (The"
                                    + " content provided is empty.).");
            assertThat(only().text).contains("first");
        }

        webUi.unfit.clear();
        assertThat(deliver(upsert(2, "second"))).containsOnly("");
        assertThat(only().text).contains("second");
    }

    @Test
    void theSameContentOfSomebodyElseIsAFailureThatNamesIt() {
        assertThat(deliver(upsert(1, "text"))).containsOnly("");
        only().metadata = JsonNodeFactory.instance.objectNode();

        assertThat(deliver(upsert(1, "text")).get(0)).contains("Duplicate content detected");
        assertThat(webUi.files).hasSize(1);
    }

    /** The upload is the first request for a change, the removal of the former file the second. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whateverAnswerIsLostThereIsNoSecondFile(int request) {
        webUi.untilCutOff = request;

        assertThat(deliver(upsert(1, "first"))).containsOnly("");
        assertThat(deliver(upsert(2, "second"))).containsOnly("");

        assertThat(uploads()).isEqualTo(2);
        assertThat(only().text).contains("second");
        assertThat(webUi.missed).isFalse();
    }

    @Test
    void filesWhoseIdsWereLostAreFoundByTheirMark() {
        add("Former title-42.md", PAGE.documentId(), "lost");
        add("Former title-42.md", PAGE.documentId(), "lost as well").linked = false;
        add("Page-142.md", TestPages.CLOUD + "-142", "another page");

        assertThat(deliver(upsert(2, "second"))).containsOnly("");
        assertThat(documents()).hasSize(2);
        assertThat(documents().get(PAGE.documentId())).contains("second");

        add("Former title-42.txt", PAGE.documentId(), "lost again");
        assertThat(deliver(removal(TestPages.version(PAGE, 2)))).containsOnly("");
        assertThat(documents()).containsOnlyKeys(TestPages.CLOUD + "-142");
    }

    @Test
    void allFilesOfAPageGoHoweverManyThereAre() {
        for (int i = 0; i < 9; i++) {
            add("Page-42.md", PAGE.documentId(), "text " + i);
        }

        assertThat(deliver(removal(PAGE))).containsOnly("");

        assertThat(webUi.files).isEmpty();
    }

    @Test
    void aFileThatCannotBeDeletedIsAFailure() {
        add("Page-42.md", PAGE.documentId(), "text").linked = false;
        webUi.stuck = true;

        assertThat(deliver(removal(PAGE))).noneMatch(String::isEmpty);

        webUi.stuck = false;
        assertThat(deliver(removal(PAGE))).containsOnly("");
        assertThat(webUi.files).isEmpty();
    }

    @Test
    void aFileThatIsNoPartOfTheKnowledgeBaseAnyMoreIsUploadedAgain() {
        assertThat(deliver(upsert(1, "text"))).containsOnly("");
        only().linked = false;

        assertThat(deliver(upsert(1, "text"))).containsOnly("");

        assertThat(documents()).hasSize(1);
    }

    @Test
    void aFileOfAnotherKnowledgeBaseIsLeftToIt() {
        Stored other = add("Page-42.md", PAGE.documentId(), "of another knowledge base");
        other.metadata =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("knowledge_id", "another")
                        .put("kbsync_document", PAGE.documentId());

        assertThat(deliver(upsert(1, "text"))).containsOnly("");
        assertThat(deliver(removal(PAGE))).containsOnly("");

        assertThat(only().id).isEqualTo(other.id);
    }

    @Test
    void aRestrictedPageIsWithheldAndGoesIfItWasThere() {
        PageRef restricted = TestPages.access(PAGE, Access.RESTRICTED);
        assertThat(deliver(upsert(PAGE, "acme", "open"))).containsOnly("");

        assertThat(deliver(upsert(restricted, "acme", "secret text"))).containsOnly("");

        assertThat(webUi.files).isEmpty();
        assertThat(received()).noneMatch(sent -> sent.contains("secret text"));
    }
}
