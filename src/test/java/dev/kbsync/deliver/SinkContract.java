package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kbsync.chunk.ChunkProperties;
import dev.kbsync.chunk.Chunker;
import dev.kbsync.deliver.SinkServer.Trouble;
import dev.kbsync.page.Census;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.Document;
import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.Format;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.page.TestPages;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every kind of sink keeps. A kind's test says how its sink {@code kb} is set up and what the
 * knowledge base holds; what its knowledge base cannot be made to do is left out.
 */
abstract class SinkContract {

    private static final Chunker CHUNKER = new Chunker(ChunkProperties.DEFAULT);

    /** Must not reach a knowledge base. */
    static final String ALIEN = "secret-of-another";

    /** The credential of the sink, where the kind has one. */
    static final String TOKEN = "token-of-this-sink";

    private static final String OTHER_CLOUD = "99999999-2222-4333-8444-555555555555";

    @TempDir Path folder;

    private SinkBench bench;
    private int runs;

    /** The settings of the sink {@code kb}; called once for each test, before anything else. */
    protected abstract Map<String, String> settings();

    /** The text of a route file with the route {@code deliver-to-kb}. */
    protected abstract String route();

    /** What the knowledge base holds of kbsync: all there is in a document, by its id. */
    protected abstract Map<String, String> documents();

    /** Puts something into the knowledge base that kbsync did not write. */
    protected abstract void addForeign();

    /** Whether that is still there, as it was. */
    protected abstract boolean hasForeign();

    /** Brings the knowledge base into trouble. Returns false if this kind cannot be in it. */
    protected boolean in(Trouble trouble) {
        return false;
    }

    /** Has the knowledge base refuse a document. Returns false if this kind refuses none. */
    protected boolean refuse(String documentId) {
        return false;
    }

    /** All that was sent to the knowledge base, headers included; empty if that is not seen. */
    protected List<String> received() {
        return List.of();
    }

    /**
     * Stores these documents without kbsync, by the same bytes; for measurements.
     *
     * @throws UnsupportedOperationException if this kind is not measured
     */
    protected void sendBare(List<Delivery> documents) throws Exception {
        throw new UnsupportedOperationException();
    }

    /** What there is to do at the end of a run. */
    protected void endRun() {}

    /** A measurement, at {@code -Dsink.speed=N} documents a round. */
    @Test
    @EnabledIfSystemProperty(named = "sink.speed", matches = "\\d+")
    void speed() throws Exception {
        int size = Integer.getInteger("sink.speed");
        String text = "Restart the gateway first, then the others.\n".repeat(90);
        SinkSpeed.compare(
                getClass().getSimpleName(),
                round ->
                        IntStream.range(round * size, (round + 1) * size)
                                .mapToObj(i -> upsert(page("" + i, 1, "Page " + i), text))
                                .toList(),
                documents -> {
                    runs++;
                    assertThat(deliverInThisRun(documents)).containsOnly("");
                    endRun();
                },
                this::sendBare);
    }

    @BeforeEach
    void start() throws Exception {
        Map<String, String> settings = settings();
        bench = new SinkBench(folder, settings, List.of(route()));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    protected final SinkBench bench() {
        return bench;
    }

    protected final Path folder() {
        return folder;
    }

    static PageRef page(String id, int version, String title) {
        return TestPages.titled(TestPages.version(TestPages.page(id), version), title);
    }

    protected final Delivery upsert(PageRef ref, String site, String text) {
        String path = DocumentPath.DEFAULT.of(site, ref, Format.MARKDOWN);
        return bench.bean(Deliveries.class)
                .of(
                        new PageWork(ref, Verdict.UPSERT, "", true, "", List.of("kb"), path),
                        site,
                        document(ref, text));
    }

    /** The document as the stages before have made it. */
    protected Document document(PageRef ref, String text) {
        return CHUNKER.cut(new Document(ref, Format.MARKDOWN, text, text, List.of(), Census.EMPTY));
    }

    protected final Delivery upsert(PageRef ref, String text) {
        return upsert(ref, "acme", text);
    }

    protected final Delivery removal(PageRef ref) {
        return removal(ref, List.of(DocumentPath.DEFAULT.of("acme", ref, Format.MARKDOWN)));
    }

    private Delivery removal(PageRef ref, List<String> ownPaths) {
        String path = DocumentPath.DEFAULT.of("acme", ref, Format.MARKDOWN);
        PageWork work =
                new PageWork(
                        ref,
                        Verdict.REMOVE,
                        "deleted",
                        true,
                        null,
                        List.of("kb"),
                        path,
                        List.of(),
                        ownPaths);
        return bench.bean(Deliveries.class).of(work, "acme", null);
    }

    /** In a run of its own. Returns what went wrong, one entry for each delivery. */
    protected final List<String> deliver(Delivery... deliveries) {
        return deliver(List.of(deliveries));
    }

    private List<String> deliver(List<Delivery> deliveries) {
        runs++;
        return deliverInThisRun(deliveries);
    }

    private List<String> deliverInThisRun(List<Delivery> deliveries) {
        return bench.deliver("run " + runs, List.of("kb"), deliveries).stream()
                .map(verdicts -> verdicts.get("kb"))
                .toList();
    }

    /** To another sink than {@code kb}. Returns what went wrong. */
    protected final String deliverTo(String sink, Delivery delivery) {
        runs++;
        return Objects.requireNonNull(
                bench.deliver("run " + runs, List.of(sink), List.of(delivery)).get(0).get(sink));
    }

    protected final void assertDelivered(Delivery... deliveries) {
        assertThat(deliver(deliveries)).hasSize(deliveries.length).containsOnly("");
    }

    /** Deletes the dead letters. Returns how many there were. */
    private int takeLetters() {
        File[] letters = folder.resolve("dead-letters/kb").toFile().listFiles();
        return letters == null ? 0 : (int) Stream.of(letters).filter(File::delete).count();
    }

    private static String id(String contentId) {
        return TestPages.CLOUD + "-" + contentId;
    }

    @Test
    void theSameDocumentTwiceIsStoredOnce() {
        Delivery delivery = upsert(page("42", 1, "Page"), "text");

        assertDelivered(delivery);
        assertDelivered(delivery);

        assertThat(documents()).containsOnlyKeys(id("42"));
    }

    @Test
    void aNewVersionReplacesTheOneBefore() {
        assertDelivered(upsert(page("42", 1, "Page"), "what was first"));
        assertDelivered(upsert(page("42", 2, "Page"), "what came then"));

        assertThat(documents()).containsOnlyKeys(id("42"));
        assertThat(documents().get(id("42"))).contains("what came then").doesNotContain("first");
    }

    @Test
    void anOlderVersionNeverReplacesANewerOne() {
        assertDelivered(upsert(page("42", 2, "Page"), "the newer one"));
        assertDelivered(upsert(page("42", 1, "Page"), "the older one"));

        assertThat(documents().get(id("42"))).contains("the newer one");
    }

    /** Confluence numbers versions anew when historical ones are deleted. */
    @Test
    void aPageWhoseVersionsWereRenumberedReplacesWhatWasThere() {
        PageRef fifth = page("42", 5, "Page");
        assertDelivered(upsert(fifth, "what was first"));

        PageRef renumbered = TestPages.renumbered(fifth, 2);
        assertDelivered(upsert(renumbered, "the same version, with another label"));
        assertThat(documents().get(id("42"))).contains("another label").doesNotContain("first");

        assertDelivered(upsert(TestPages.version(renumbered, 3), "the one after it"));
        assertThat(documents()).containsOnlyKeys(id("42"));
        assertThat(documents().get(id("42")))
                .contains("the one after it")
                .doesNotContain("another label");

        assertDelivered(upsert(fifth, "what was first"));
        assertThat(documents().get(id("42"))).contains("the one after it");
    }

    @Test
    void aRemovedDocumentIsGoneAndOthersStay() {
        assertDelivered(upsert(page("42", 1, "Page"), "x"), upsert(page("43", 1, "Page"), "y"));
        assertDelivered(removal(page("42", 1, "Page")));

        assertThat(documents()).containsOnlyKeys(id("43"));
    }

    /** A listing that lags behind tells of a restriction with the version it knows. */
    @Test
    void whatIsWithdrawnGoesThoughTheSinkHasANewerVersion() {
        assertDelivered(upsert(page("42", 3, "Page"), "x"));
        assertDelivered(removal(page("42", 2, "Page")));

        assertThat(documents()).isEmpty();
    }

    @Test
    void removingWhatIsNotThereSucceeds() {
        assertDelivered(removal(page("42", 1, "Page")));
        assertDelivered(removal(page("42", 1, "Page")));

        assertThat(documents()).isEmpty();
    }

    @Test
    void aDocumentThatWasRemovedCanComeBack() {
        assertDelivered(upsert(page("42", 3, "Page"), "x"));
        assertDelivered(removal(page("42", 3, "Page")));
        assertDelivered(upsert(page("42", 3, "Page"), "back"));

        assertThat(documents().get(id("42"))).contains("back");
    }

    @Test
    void whatIsRefusedFailsAlone() {
        assumeTrue(refuse(id("7")));
        List<Delivery> all =
                IntStream.range(0, 20)
                        .mapToObj(i -> upsert(page("" + i, 1, "Page " + i), "text " + i))
                        .toList();

        List<String> verdicts = deliver(all);

        assertThat(verdicts.get(7)).startsWith("Sink \"kb\" ");
        assertThat(verdicts.stream().filter(String::isEmpty)).hasSize(19);
        assertThat(documents()).hasSize(19).doesNotContainKey(id("7"));
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "CUT_OFF", "SLOW"})
    void troubleThatPassesIsWaitedFor(Trouble trouble) {
        assumeTrue(in(trouble));

        assertDelivered(upsert(page("42", 1, "Page"), "text"), upsert(page("43", 1, "Page"), "x"));

        assertThat(documents()).containsOnlyKeys(id("42"), id("43"));
    }

    @Test
    void whileItIsDownPagesFailAndAfterwardsEachIsDelivered() {
        assumeTrue(in(Trouble.DOWN));
        List<Delivery> all =
                IntStream.range(0, 20)
                        .mapToObj(i -> upsert(page("" + i, 1, "Page " + i), "text " + i))
                        .toList();

        assertThat(deliver(all)).hasSize(20).noneMatch(String::isEmpty);
        takeLetters();
        assertThat(deliverInThisRun(all)).hasSize(20).noneMatch(String::isEmpty);
        assertThat(takeLetters())
                .as("a sink that is down and not asked leaves no letters")
                .isZero();
        assertThat(deliver(all)).hasSize(20).noneMatch(String::isEmpty);
        assertThat(documents()).isEmpty();

        in(Trouble.NONE);
        assertThat(deliver(all)).hasSize(20).containsOnly("");
        assertThat(documents()).hasSize(20);
    }

    @Test
    void twoSitesWithTheSameTitleDoNotCollide() {
        PageRef here = page("42", 1, "Home");
        PageRef there =
                new PageRef(
                        OTHER_CLOUD,
                        here.contentId(),
                        here.type(),
                        here.space(),
                        here.title(),
                        1,
                        here.modifiedAt(),
                        here.author(),
                        here.ancestors(),
                        here.labels(),
                        here.access(),
                        "https://other.atlassian.net/wiki/spaces/ENG/pages/42");

        assertDelivered(upsert(here, "acme", "of the one"), upsert(there, "beta", "of the other"));

        assertThat(documents()).containsOnlyKeys(id("42"), OTHER_CLOUD + "-42");
        assertThat(documents().get(id("42"))).contains("of the one");
        assertThat(documents().get(OTHER_CLOUD + "-42")).contains("of the other");
    }

    @Test
    void whatKbsyncDidNotWriteStays() {
        addForeign();

        assertDelivered(upsert(page("42", 1, "Page"), "text"));
        assertDelivered(removal(page("42", 1, "Page")));
        assertDelivered(removal(page("43", 1, "Page"), List.of()));

        assertThat(hasForeign()).isTrue();
        assertThat(documents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "配置手順書",
                "Über uns: \"Größe\" & 100 %",
                "صفحة رئيسية",
                "emoji 👩‍💻 \\ / ? * <b>",
                "../../etc/passwd",
                "a\tb",
                "${body} {{kbsync.data.url}} {id}",
                "CON"
            })
    void titlesMayBeAnything(String title) {
        assertDelivered(upsert(page("42", 1, title), "text"));
        assertThat(documents()).containsOnlyKeys(id("42"));

        assertDelivered(removal(page("42", 1, title)));
        assertThat(documents()).isEmpty();
    }

    @Test
    void aDocumentOfTenMegabytesArrivesWhole() {
        String text = "0123456789 äöü 漢字\n".repeat(400_000) + "the end";

        assertDelivered(upsert(page("42", 1, "Page"), text));

        assertThat(documents().get(id("42"))).contains("the end");
    }

    @Test
    void neitherHeadersNorSecretsLeak() {
        assertDelivered(upsert(page("42", 1, "Page"), "text"));
        in(Trouble.DOWN);
        String verdict = deliver(upsert(page("43", 1, "Page"), "text")).get(0);

        assertThat(received()).noneMatch(sent -> sent.contains(ALIEN));
        assertThat(verdict).doesNotContain(TOKEN);
        List<String> seen = new ArrayList<>();
        bench.camel().getEndpoints().stream().map(Endpoint::getEndpointUri).forEach(seen::add);
        bench.camel().getRoutes().forEach(route -> seen.add(route.getEndpoint().getEndpointUri()));
        assertThat(seen).noneMatch(uri -> uri.contains(TOKEN));
    }
}
