package dev.kbsync.search;

import static dev.kbsync.search.TestIndex.delivery;
import static dev.kbsync.search.TestIndex.list;
import static dev.kbsync.search.TestIndex.page;
import static dev.kbsync.search.TestIndex.restricted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.embed.EmbeddingException;
import dev.kbsync.embed.EmbeddingServer;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.TestPages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index with a service that makes vectors. */
class VectorsTest {

    @TempDir private Path folder;
    private final EmbeddingServer embeddings = new EmbeddingServer();
    private SearchIndex index;
    private PassageFinder finder;

    @BeforeEach
    void open() {
        index = TestIndex.in(folder, embeddings.url());
        finder = new PassageFinder(index);
    }

    @AfterEach
    void close() throws IOException {
        index.destroy();
        embeddings.close();
    }

    private List<String> ask(String question, String... readers) throws IOException {
        return finder
                .find(
                        new Question(question, "", List.of(), 20),
                        new Scope(List.of(readers), List.of()))
                .stream()
                .map(Passage::text)
                .toList();
    }

    private static PageRef version(PageRef ref, int version) {
        return TestPages.version(ref, version);
    }

    @Test
    void onlyChunksWithAnotherTextAreEmbedded() throws IOException {
        PageRef page = page("1", "Pumps");
        index.write(List.of(delivery(page, "acme", "alpha one", "beta two", "gamma three")));
        assertThat(embeddings.texts()).hasSize(3).allMatch(text -> text.startsWith("passage: "));

        index.write(
                List.of(
                        delivery(
                                version(page, 2), "acme", "alpha one", "beta new", "gamma three")));
        assertThat(embeddings.texts()).hasSize(4).last().asString().contains("beta new");

        index.write(List.of(delivery(version(page, 3), "acme", "gamma three")));
        assertThat(embeddings.texts()).hasSize(4);
        assertThat(ask("gamma")).containsExactly("gamma three");
    }

    @Test
    void whatIsNearIsFoundThoughItHasOtherWordsAndOnlyByItsReaders() throws IOException {
        index.write(
                List.of(
                        delivery(page("1", "Open"), "acme", "the well is dry"),
                        delivery(
                                restricted("2", list(List.of("ann"), List.of())),
                                "acme",
                                "the pump is broken")));

        assertThat(ask("unrelated")).containsExactly("the well is dry");
        assertThat(ask("unrelated", "ann")).hasSize(2);
        assertThat(ask("pump broken", "ann")).first().isEqualTo("the pump is broken");
    }

    @Test
    void whileTheServiceIsDownDocumentsFailAndWhatWasThereStays() throws IOException {
        PageRef page = page("1", "Pumps");
        index.write(List.of(delivery(page, "acme", "alpha one")));
        embeddings.setDown(true);

        assertThat(
                        index.write(
                                List.of(
                                        delivery(version(page, 2), "acme", "beta two"),
                                        delivery(page("2", "Wells"), "acme", "gamma"))))
                .containsOnlyKeys(page.documentId(), page("2", "").documentId())
                .allSatisfy(
                        (id, failure) ->
                                assertThat(failure).isInstanceOf(EmbeddingException.class));

        assertThat(ask("alpha")).as("by its words").containsExactly("alpha one");
        embeddings.setDown(false);
        assertThat(index.write(List.of(delivery(version(page, 2), "acme", "beta two")))).isEmpty();
        assertThat(ask("beta")).containsExactly("beta two");
    }

    /** What withdraws a page from some readers does not wait for a service. */
    @Test
    void aPageThatBecomesRestrictedIsGoneThoughItsTextCannotBeEmbedded() throws IOException {
        PageRef page = page("1", "Pumps");
        index.write(List.of(delivery(page, "acme", "alpha one")));
        embeddings.setDown(true);
        PageRef hidden = version(restricted("1", list(List.of("ann"), List.of())), 2);

        assertThat(index.write(List.of(delivery(hidden, "acme", "alpha two"))))
                .containsOnlyKeys(page.documentId());

        assertThat(ask("alpha")).isEmpty();
    }

    @Test
    void onlyTheDocumentFailsOfWhichATextIsRefused() throws IOException {
        embeddings.limit(2048, 200);
        PageRef bad = page("1", "Bad");

        assertThat(
                        index.write(
                                List.of(
                                        delivery(bad, "acme", "long ".repeat(100)),
                                        delivery(page("2", "Good"), "acme", "short"))))
                .containsOnlyKeys(bad.documentId());
        assertThat(ask("short")).containsExactly("short");
    }

    @Test
    void vectorsMayBeAsLongAsModelsMakeThem() throws IOException {
        IndexFolder other = new IndexFolder(folder.resolve("wide"));
        float[] vector = new float[3072];
        vector[7] = 1;
        try (IndexWriter writer = other.writer()) {
            Document entry = new Document();
            entry.add(new KnnFloatVectorField("v", vector));
            writer.addDocument(entry);
        }
        try (DirectoryReader reader = DirectoryReader.open(other.open())) {
            assertThat(new IndexSearcher(reader).count(new KnnFloatVectorQuery("v", vector, 1)))
                    .isEqualTo(1);
        }
    }
}
