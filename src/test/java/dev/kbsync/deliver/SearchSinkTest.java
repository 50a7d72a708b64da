package dev.kbsync.deliver;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.Eventually;
import dev.kbsync.page.Chunk;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.Document;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.SinkTargets;
import dev.kbsync.page.TestPages;
import dev.kbsync.search.SearchIndex;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** The kind {@code search-sink}, with a real index on this disk. */
class SearchSinkTest extends SinkContract {

    private Path index() {
        return folder().resolve("data/search");
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of();
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
                    uri: kamelet:search-sink
                    parameters: { name: kb, linger: 20 }
        """;
    }

    @Override
    protected Map<String, String> documents() {
        Map<String, String> documents = new TreeMap<>();
        try (FSDirectory directory = FSDirectory.open(index())) {
            if (!DirectoryReader.indexExists(directory)) {
                return documents;
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                for (ScoreDoc found : searcher.search(new MatchAllDocsQuery(), 1000).scoreDocs) {
                    StringBuilder all = new StringBuilder();
                    var entry = searcher.storedFields().document(found.doc);
                    for (IndexableField field : entry) {
                        all.append(field.stringValue()).append('\n');
                    }
                    documents.merge(entry.get("document"), all.toString(), String::concat);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    @Override
    protected void addForeign() {
        try {
            Files.createDirectories(index());
            Files.writeString(index().resolve("notes.txt"), "mine");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected boolean hasForeign() {
        return Files.exists(index().resolve("notes.txt"));
    }

    private static String id(String contentId) {
        return TestPages.CLOUD + "-" + contentId;
    }

    /** A delivery that was cut into pieces. */
    private Delivery cut(PageRef ref, String... texts) {
        Delivery whole = upsert(ref, String.join("\n\n", texts) + "\n");
        Document document = Objects.requireNonNull(whole.document());
        List<Chunk> chunks =
                IntStream.range(0, texts.length)
                        .mapToObj(
                                n ->
                                        new Chunk(
                                                ref.documentId() + "#" + n,
                                                "h" + texts[n].hashCode(),
                                                texts[n],
                                                List.of(ref.title()),
                                                ref.webUrl(),
                                                new TreeSet<>(),
                                                1))
                        .toList();
        return new Delivery(
                whole.documentId(),
                whole.key(),
                ref,
                whole.site(),
                whole.path(),
                List.of(),
                List.of(),
                document.with(chunks),
                whole.content(),
                "");
    }

    private SearchIndex restarted() throws IOException {
        bench().bean(SearchIndex.class).destroy();
        return bench().another(SearchIndex.class);
    }

    private String target() {
        return bench().bean(SinkTargets.class).of("kb");
    }

    @Test
    void aPageThatShrinksLosesItsTail() {
        assertDelivered(cut(page("42", 1, "Page"), "alpha", "beta", "gamma"));
        assertThat(documents().get(id("42"))).contains("#0", "#1", "#2");

        assertDelivered(cut(page("42", 2, "Page"), "alpha"));

        assertThat(documents().get(id("42"))).contains("#0").doesNotContain("#1", "gamma");
    }

    @Test
    void aPageWithoutTextIsFoundByItsTitle() {
        assertDelivered(upsert(page("42", 1, "Emergency numbers"), ""));

        assertThat(documents().get(id("42"))).contains("#0", "Emergency numbers");
    }

    @Test
    void anOlderVersionDoesNotReplaceANewerOneAfterARestart() throws Exception {
        assertDelivered(upsert(page("42", 2, "Page"), "the newer one"));
        SearchIndex restarted = restarted();

        assertThat(restarted.write(List.of(upsert(page("42", 1, "Page"), "the older one"))))
                .isEmpty();
        assertThat(documents().get(id("42"))).contains("the newer one");
        restarted.write(List.of(upsert(page("42", 2, "Page"), "with another label")));
        assertThat(documents().get(id("42"))).contains("with another label");
    }

    @Test
    void theIndexIsTheSamePlaceBeforeAndAfterItIsMadeAndAfterARestart() {
        String before = target();
        assertThat(before).isNotEmpty();
        assertThat(Files.exists(index())).as("looking makes nothing").isFalse();

        assertDelivered(upsert(page("42", 1, "Page"), "text"));

        assertThat(target()).isEqualTo(before);
        assertThat(bench().another(SearchIndex.class).generation())
                .isEqualTo(bench().bean(SearchIndex.class).generation());
    }

    @Test
    void anIndexThatIsLostIsAnotherPlaceAndIsMadeAnew() {
        assertDelivered(upsert(page("42", 1, "Page"), "text"));
        String before = target();

        FileSystemUtils.deleteRecursively(index().toFile());

        assertThat(target()).isNotEqualTo(before);
        String after = target();
        assertDelivered(upsert(page("43", 1, "Page"), "text"));
        assertThat(documents()).containsOnlyKeys(id("43"));
        assertThat(target()).isEqualTo(after);
    }

    @Test
    void aDamagedIndexIsAnotherPlaceAndIsMadeAnew() throws Exception {
        // So much that the damage is in the midst of it, and not where every reader would see it.
        String text = IntStream.range(0, 5000).mapToObj(i -> "w" + i * 7919).collect(joining(" "));
        assertDelivered(upsert(page("42", 1, "Page"), text));
        String before = bench().bean(SearchIndex.class).generation();
        try (Stream<Path> files = Files.list(index())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".cfs")).toList()) {
                try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                    bytes.seek(bytes.length() / 2);
                    int old = bytes.read();
                    bytes.seek(bytes.length() / 2);
                    bytes.write(old ^ 1);
                }
            }
        }
        addForeign();

        SearchIndex restarted = restarted();
        assertThat(restarted.generation()).isNotEqualTo(before);
        assertThat(restarted.write(List.of(upsert(page("43", 1, "Page"), "text")))).isEmpty();

        assertThat(documents()).containsOnlyKeys(id("43"));
        assertThat(hasForeign()).isTrue();
    }

    @Test
    void aSegmentThatIsMissingMakesItAnotherPlace() throws Exception {
        assertDelivered(upsert(page("42", 1, "Page"), "text"));
        String before = target();
        try (Stream<Path> files = Files.list(index())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".cfs")).toList()) {
                Files.delete(file);
            }
        }

        assertThat(target()).isNotEqualTo(before);
        assertDelivered(upsert(page("43", 1, "Page"), "text"));
        assertThat(documents()).containsOnlyKeys(id("43"));
    }

    /** The writer is closed when there was nothing to write for a moment. */
    private static Lock lockOnceItIsFree(FSDirectory directory) {
        AtomicReference<Lock> lock = new AtomicReference<>();
        Eventually.assertThat(
                () -> {
                    try {
                        lock.set(directory.obtainLock(IndexWriter.WRITE_LOCK_NAME));
                        return true;
                    } catch (IOException held) {
                        return false;
                    }
                });
        return Objects.requireNonNull(lock.get());
    }

    @Test
    void whileAnotherProcessWritesADeliveryFailsWithOneSentenceAndReadingGoesOn() throws Exception {
        assertDelivered(upsert(page("42", 1, "Page"), "text"));
        try (FSDirectory directory = FSDirectory.open(index());
                Lock lock = lockOnceItIsFree(directory)) {
            lock.ensureValid();

            assertThat(deliver(upsert(page("43", 1, "Page"), "text")))
                    .containsExactly(
                            "Sink \"kb\" cannot be written or reached: another kbsync process is writing the search"
                                    + " index in %s.".formatted(index()));
            assertThat(documents()).containsOnlyKeys(id("42"));
        }

        assertDelivered(upsert(page("43", 1, "Page"), "text"));
    }
}
