package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.deliver.SinkServer.Answer;
import dev.kbsync.deliver.SinkServer.Request;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.TestPages;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The kind {@code onyx-sink}, at a stand-in written from the documentation of Onyx. */
class OnyxSinkTest extends HttpSinkContract {

    private static final String ID = TestPages.CLOUD + "-42";

    private final OnyxServer onyx = new OnyxServer();
    private final AtomicBoolean odd = new AtomicBoolean();

    @Override
    protected Answer answer(Request request) {
        return odd.get() ? Answer.ok("{}") : onyx.handle(request);
    }

    @Override
    protected String route() {
        return route(
                "onyx-sink", "url: \"%s/api/\", connector: 7, wait: 1000".formatted(server.url()));
    }

    @Override
    protected Map<String, String> documents() {
        Map<String, String> documents = new TreeMap<>();
        onyx.ingested.forEach((id, request) -> documents.put(id, request.toString()));
        return documents;
    }

    @Override
    protected void addForeign() {
        onyx.ofConnectors.add(TestPages.CLOUD + "-foreign");
    }

    @Override
    protected boolean hasForeign() {
        return onyx.ofConnectors.size() == 1;
    }

    @Override
    protected boolean refuse(String documentId) {
        return onyx.refused.add(documentId);
    }

    @Test
    void aDocumentHasItsTitleLinkAndMetadata() {
        theSameDocumentTwiceIsStoredOnce();

        JsonNode request = Objects.requireNonNull(onyx.ingested.get(ID));
        assertThat(request.at("/cc_pair_id").asInt()).isEqualTo(7);
        JsonNode document = request.path("document");
        assertThat(document.at("/semantic_identifier").asText()).isEqualTo("Page");
        assertThat(document.at("/sections/0/link").asText()).endsWith("/wiki/spaces/ENG/pages/42");
        assertThat(document.at("/sections/0/text").asText())
                .isEqualTo(
                        "# Page\n\n<https://example.atlassian.net/wiki/spaces/ENG/pages/42>\n\ntext");
        assertThat(document.at("/metadata/labels/0").asText()).isEqualTo("howto");
        assertThat(document.at("/metadata/version").asText()).isEqualTo("1");
        assertThat(document.at("/doc_updated_at").asText()).isEqualTo("2026-03-19T14:26:46Z");
    }

    @Test
    void aDocumentWithoutTextIsStored() {
        assertThat(deliver(upsert(TestPages.page("42"), "acme", ""))).containsOnly("");

        assertThat(
                        Objects.requireNonNull(onyx.ingested.get(ID))
                                .at("/document/sections/0/text")
                                .asText())
                .isNotBlank();
    }

    @Test
    void aDocumentOfAConnectorIsLeftToIt() {
        onyx.ofConnectors.add(ID);

        assertThat(deliver(removal(TestPages.page("42"))))
                .containsOnly("Sink \"kb\" answered 400; the page is tried again.");
    }

    @Test
    void anAnswerThatNamesNoDocumentIsAFailure() {
        odd.set(true);

        assertThat(deliver(upsert(TestPages.page("42"), "acme", "text")))
                .containsOnly(
                        "Sink \"kb\" answered without an error, but without the document's id"
                                + " (/document_id); check its address.");
    }

    @Test
    void aRestrictedPageIsWithheldAndGoesIfItWasThere() {
        PageRef restricted = TestPages.access(TestPages.page("42"), Access.RESTRICTED);
        assertThat(deliver(upsert(TestPages.page("42"), "acme", "open"))).containsOnly("");

        assertThat(deliver(upsert(restricted, "acme", "secret text"))).containsOnly("");

        assertThat(onyx.ingested).isEmpty();
        assertThat(received()).noneMatch(sent -> sent.contains("secret text"));
    }

    @Test
    void aRestrictedPageGoesThoughTheListThatTellsOfItLagsBehind() {
        PageRef newer = TestPages.version(TestPages.page("42"), 3);
        PageRef restricted = TestPages.access(TestPages.page("42"), Access.RESTRICTED);
        assertThat(deliver(upsert(newer, "acme", "open"))).containsOnly("");

        assertThat(deliver(upsert(restricted, "acme", "secret text"))).containsOnly("");

        assertThat(onyx.ingested).isEmpty();
    }
}
