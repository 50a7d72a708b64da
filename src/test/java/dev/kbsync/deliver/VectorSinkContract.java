package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.chunk.ChunkProperties;
import dev.kbsync.chunk.Chunker;
import dev.kbsync.embed.EmbeddingServer;
import dev.kbsync.embed.EmbeddingServer.Answer;
import dev.kbsync.embed.HashedWords;
import dev.kbsync.page.Chunk;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.Document;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.SinkTargets;
import dev.kbsync.page.TestPages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of a kind that stores chunks with their vectors. */
abstract class VectorSinkContract extends SinkContract {

    private static final Chunker CHUNKER = new Chunker(ChunkProperties.DEFAULT);

    protected final EmbeddingServer embeddings = new EmbeddingServer();

    private int restarts;

    /** Texts of the next documents, each a chunk; none: they are cut as usual. */
    private final List<String> cuts = new ArrayList<>();

    @BeforeEach
    void takeWholeDocuments() {
        embeddings.limit(2048, Integer.MAX_VALUE);
    }

    @AfterEach
    void closeEmbeddings() {
        embeddings.close();
    }

    /** The texts of the chunks that are held of a document, in their order. */
    protected abstract List<String> chunks(String documentId);

    /** The texts of the chunks that are nearest to a vector. */
    protected abstract List<String> nearest(float[] vector, int count);

    @Override
    protected Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(embeddings.settings());
        settings.put("kbsync.embeddings.batch-size", "64");
        return settings;
    }

    @Override
    protected Document document(PageRef ref, String text) {
        Document document = super.document(ref, text);
        if (cuts.isEmpty()) {
            return CHUNKER.cut(document);
        }
        List<Chunk> chunks = new ArrayList<>();
        for (String cut : cuts) {
            String[] parts = cut.split(" \\| ", 2);
            chunks.add(
                    new Chunk(
                            ref.documentId() + "#" + chunks.size(),
                            Integer.toHexString(cut.hashCode()),
                            parts[1],
                            List.of(ref.space(), ref.title(), parts[0]),
                            ref.webUrl() + "#" + parts[0],
                            new TreeSet<>(List.of("paragraph")),
                            parts[1].split(" ", -1).length));
        }
        return document.with(chunks);
    }

    /** A document that is cut like this: {@code heading | text} for each chunk. */
    protected final Delivery cut(PageRef ref, String... chunks) {
        cuts.clear();
        cuts.addAll(Arrays.asList(chunks));
        try {
            return upsert(ref, String.join("\n\n", chunks));
        } finally {
            cuts.clear();
        }
    }

    private static String id(String contentId) {
        return TestPages.CLOUD + "-" + contentId;
    }

    /** What there is of documents, put together chunk by chunk. */
    static final class Documents {

        private final Map<String, StringBuilder> texts = new TreeMap<>();

        void add(String documentId, String text) {
            texts.computeIfAbsent(documentId, id -> new StringBuilder()).append(text);
        }

        Map<String, String> except(String documentId) {
            Map<String, String> documents = new TreeMap<>();
            texts.forEach((id, text) -> documents.put(id, text.toString()));
            documents.remove(documentId);
            return documents;
        }
    }

    /** How many texts were embedded since this was asked last. */
    protected final int embedded() {
        int count = embeddings.texts().size();
        embeddings.requests().clear();
        return count;
    }

    @Test
    void oneEditedSentenceIsOneEmbedding() {
        assertDelivered(cut(page("42", 1, "Page"), "A | one", "A | two", "B | three"));
        assertThat(embedded()).isEqualTo(3);

        assertThat(afterARestart(cut(page("42", 2, "Page"), "A | one", "A | two!", "B | three")))
                .isEmpty();

        assertThat(embedded()).isEqualTo(1);
        assertThat(chunks(id("42"))).containsExactly("one", "two!", "three");
    }

    @Test
    void whatStaysAndWhatMovesWithinAPageIsNotEmbeddedAgain() {
        PageRef page = page("42", 1, "Page");
        assertDelivered(cut(page, "A | one", "A | two", "B | three"));
        embedded();

        assertThat(afterARestart(cut(page, "A | one", "A | two", "B | three"))).isEmpty();
        assertThat(afterARestart(cut(page("42", 2, "Page"), "B | three", "A | one", "A | two")))
                .isEmpty();

        assertThat(embedded()).isZero();
        assertThat(chunks(id("42"))).containsExactly("three", "one", "two");
        assertThat(nearest(vector("ENG > Page > B\n\nthree"), 1)).containsExactly("three");
    }

    private static float[] vector(String text) {
        return HashedWords.vector(text, EmbeddingServer.DIMENSIONS);
    }

    @Test
    void aPageThatShrinksLosesItsTail() {
        assertDelivered(cut(page("42", 1, "Page"), "A | one", "A | two", "B | three"));
        assertDelivered(cut(page("42", 2, "Page"), "A | one"));

        assertThat(chunks(id("42"))).containsExactly("one");
    }

    @Test
    void aPageWithoutTextIsAbsent() {
        assertDelivered(cut(page("42", 1, "Page"), "A | one", "A | two"));
        assertDelivered(upsert(page("42", 2, "Page"), ""));
        assertThat(documents()).isEmpty();

        assertDelivered(upsert(page("43", 1, "Page"), ""));
        assertThat(documents()).isEmpty();
    }

    @Test
    void documentsOfABatchShareARequest() {
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            deliveries.add(cut(page("" + i, 1, "Page " + i), "A | text of " + i));
        }

        assertDelivered(deliveries.toArray(Delivery[]::new));

        assertThat(embeddings.requests().size()).isLessThan(5);
        assertThat(embedded()).isEqualTo(20);
    }

    @Test
    void whileThereAreNoVectorsTheOldChunksStayAndRemovalsGoOn() {
        assertDelivered(
                cut(page("42", 1, "Page"), "A | one", "A | two"),
                cut(page("43", 1, "Page"), "A | other"));
        embeddings.setDown(true);

        List<String> verdicts =
                deliver(
                        cut(page("42", 2, "Page"), "A | one", "A | changed"),
                        removal(page("43", 1, "Page")));

        assertThat(verdicts)
                .containsExactly(
                        "Sink \"kb\" has no new version of the document: The embeddings of 127.0.0.1 failed: it answered 503: down.",
                        "");
        assertThat(chunks(id("42"))).containsExactly("one", "two");
        assertThat(documents()).containsOnlyKeys(id("42"));

        embeddings.setDown(false);
        assertDelivered(cut(page("42", 2, "Page"), "A | one", "A | changed"));
        assertThat(chunks(id("42"))).containsExactly("one", "changed");
    }

    @Test
    void aServiceThatAsksForAPauseGetsIt() {
        embeddings.answerNext(new Answer(429, Map.of("Retry-After", "1"), "{}"));

        assertDelivered(cut(page("42", 1, "Page"), "A | one"));

        assertThat(embedded()).isEqualTo(1);
    }

    @Test
    void aTextThatTheServiceRefusesFailsItsDocumentAlone() {
        embeddings.limit(2048, 200);

        List<String> verdicts =
                deliver(
                        cut(page("1", 1, "Page"), "A | one"),
                        cut(page("2", 1, "Page"), "A | one", "A | " + "long ".repeat(100)),
                        cut(page("3", 1, "Page"), "A | three"));

        assertThat(verdicts.get(0)).isEmpty();
        assertThat(verdicts.get(1)).contains("it refuses the text (413");
        assertThat(verdicts.get(2)).isEmpty();
        assertThat(documents()).containsOnlyKeys(id("1"), id("3"));
    }

    @Test
    void whatIsNearestIsFound() {
        assertDelivered(
                cut(page("1", 1, "Deploying"), "Order | Restart the gateway first"),
                cut(page("2", 1, "Holidays"), "Summer | Closed in August"));

        assertThat(nearest(vector("which gateway do I restart first"), 1))
                .containsExactly("Restart the gateway first");
    }

    @Test
    void whatEmbeddingCostsIsForetoldOnceDocumentsAreKnown() {
        EmbeddingEstimates estimates = bench().bean(EmbeddingEstimates.class);
        assertThat(estimates.of("kb", List.of(id("1"), id("2"))))
                .isEqualTo(
                        "sink \"kb\": 2 documents to embed with hashed-words, of unknown length");

        assertDelivered(cut(page("1", 1, "Page"), "A | one two three", "B | four"));

        assertThat(estimates.of("kb", List.of(id("1"), id("2"))))
                .contains("2 documents to embed with hashed-words, at most about 8 tokens");
        assertThat(estimates.of("file", List.of(id("1")))).isEmpty();
    }

    /** Of an embeddings service that answers in another size from now on. */
    @Test
    void vectorsOfAnotherSizeAreRefusedAndNothingIsLost() {
        assertDelivered(cut(page("42", 1, "Page"), "A | one"));
        Delivery second = cut(page("43", 1, "Page"), "A | two");
        String verdict = withOtherDimensions(second);

        assertThat(verdict).contains("64").contains("32");
        assertThat(chunks(id("42"))).containsExactly("one");
    }

    /** Delivers to the same place with vectors of 32 numbers. Returns what went wrong. */
    private String withOtherDimensions(Delivery delivery) {
        Map<String, String> settings = new HashMap<>(settings());
        settings.put("kbsync.embeddings.dimensions", "32");
        return elsewhere(settings, delivery);
    }

    /** By a process that knows nothing but what the store holds. Returns what went wrong. */
    private String afterARestart(Delivery delivery) {
        return elsewhere(settings(), delivery);
    }

    private String elsewhere(Map<String, String> settings, Delivery delivery) {
        Path data = folder().resolve("other " + restarts++);
        try (SinkBench other = new SinkBench(data, settings, List.of(route()))) {
            return Objects.requireNonNull(
                    other.deliver("run", List.of("kb"), List.of(delivery)).get(0).get("kb"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The same text and size, of another model. */
    @Test
    void anotherModelEmbedsEverythingAgain() throws Exception {
        Delivery delivery = cut(page("42", 1, "Page"), "A | one", "A | two");
        assertDelivered(delivery);
        embedded();
        Map<String, String> settings = new HashMap<>(settings());
        settings.put("kbsync.embeddings.passage-prefix", "passage: ");

        try (SinkBench other =
                new SinkBench(folder().resolve("other"), settings, List.of(route()))) {
            assertThat(other.deliver("run", List.of("kb"), List.of(delivery)).get(0))
                    .containsEntry("kb", "");
            assertThat(other.bean(SinkTargets.class).of("kb"))
                    .startsWith(SinkTargets.place(bench().bean(SinkTargets.class).of("kb")) + "/")
                    .isNotEqualTo(bench().bean(SinkTargets.class).of("kb"))
                    .hasSizeLessThanOrEqualTo(40);
        }

        assertThat(embeddings.texts())
                .containsExactlyInAnyOrder(
                        "passage: ENG > Page > A\n\none", "passage: ENG > Page > A\n\ntwo");
        assertThat(chunks(id("42"))).containsExactly("one", "two");
    }
}
