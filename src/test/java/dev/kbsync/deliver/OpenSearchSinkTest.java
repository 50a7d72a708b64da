package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.deliver.SinkServer.Answer;
import dev.kbsync.deliver.SinkServer.Request;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.TestPages;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The kind {@code opensearch-sink}, at a server that can be in any trouble. */
class OpenSearchSinkTest extends HttpSinkContract {

    private final OpenSearchStandIn index = new OpenSearchStandIn();

    @Override
    protected Answer answer(Request request) {
        return index.handle(request);
    }

    private static String id(String contentId) {
        return TestPages.CLOUD + "-" + contentId;
    }

    @Override
    protected String route() {
        return route(
                "opensearch-sink",
                "url: \"%s/\", index: kb, wait: 1000, linger: 20".formatted(server.url()));
    }

    @Override
    protected Map<String, String> documents() {
        Map<String, String> documents = new TreeMap<>(index.stored);
        documents.remove("foreign");
        return documents;
    }

    @Override
    protected void addForeign() {
        index.stored.put("foreign", "{}");
    }

    @Override
    protected boolean hasForeign() {
        return "{}".equals(index.stored.get("foreign"));
    }

    @Override
    protected boolean refuse(String documentId) {
        index.statuses.put(documentId, 400);
        return true;
    }

    private List<Request> bulks() {
        return server.requests().stream().filter(r -> r.path().startsWith("/_bulk")).toList();
    }

    /** How often a document was sent. */
    private long sent(String contentId) {
        return bulks().stream()
                .filter(request -> request.body().contains("\"_id\":\"" + id(contentId) + "\""))
                .count();
    }

    private Delivery[] pages(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> upsert(page("" + i, 1, "Page " + i), "text " + i))
                .toArray(Delivery[]::new);
    }

    @Test
    void manyDocumentsGoInOneRequestIntoAnIndexThatIsMadeBefore() {
        assertDelivered(pages(20));

        assertThat(bulks()).hasSizeLessThan(5);
        assertThat(server.requests())
                .extracting(Request::method)
                .startsWith("HEAD")
                .containsSubsequence("PUT", "POST");
        assertThat(bulks().get(0).body()).doesNotContain("\"created\":\"\"");
    }

    @Test
    void aRefusalSaysWhyAndQuotesNothing() {
        refuse(id("1"));

        assertThat(deliver(pages(2)))
                .containsExactly(
                        "",
                        "Sink \"kb\" refuses the document (400 mapper_parsing_exception: failed to parse).");
    }

    @Test
    void onlyTheItemThatFoundTheServerBusyIsSentAgain() {
        index.statuses.put(id("1"), 429);

        assertDelivered(pages(3));

        assertThat(List.of("0", "1", "2")).extracting(this::sent).containsExactly(1L, 2L, 1L);
    }

    @Test
    void aChangeWithoutANewVersionIsStored() {
        PageRef page = page("42", 3, "Page");
        assertDelivered(upsert(page, "before"));
        assertDelivered(upsert(page, "with another label"));

        assertThat(documents().get(id("42"))).contains("with another label");
    }

    @Test
    void aNewerVersionFromElsewhereStays() {
        index.stored.put(id("42"), "newer");
        index.versions.put(id("42"), page("42", 9, "Page").revision());

        assertDelivered(upsert(page("42", 3, "Page"), "older"));

        assertThat(documents()).containsEntry(id("42"), "newer");
    }

    /** As by a kbsync that took version numbers for the order of versions. */
    @Test
    void aDocumentFromLongAgoIsReplacedWhateverItsNumber() {
        index.stored.put(id("42"), "from long ago");
        index.versions.put(id("42"), 9L);

        assertDelivered(upsert(page("42", 3, "Page"), "of now"));

        assertThat(documents().get(id("42"))).contains("of now");
    }

    /** As after a crash: a version was sent, and that was not noted. */
    @Test
    void whatIsWithdrawnGoesThoughTheIndexHoldsANewerVersion() {
        index.stored.put(id("42"), "newer");
        index.versions.put(id("42"), page("42", 9, "Page").revision());

        assertDelivered(removal(page("42", 3, "Page")));

        assertThat(documents()).isEmpty();
    }

    @Test
    void ofARequestThatIsTooLargeOnlyTheDocumentFailsThatIs() {
        index.largest = 5000;
        Delivery[] all = pages(6);
        all[3] = upsert(page("3", 1, "Page 3"), "long ".repeat(1000));

        assertThat(deliver(all))
                .containsExactly(
                        "", "", "", "Sink \"kb\" answered 413; the page is tried again.", "", "");
        assertThat(documents()).hasSize(5);
    }
}
