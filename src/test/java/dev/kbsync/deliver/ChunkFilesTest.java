package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.page.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The kind {@code file-sink} with chunks beside documents. */
class ChunkFilesTest extends FileSinkTest {

    private final FileShelf shelf = new FileShelf();

    @Override
    protected String chunks() {
        return "jsonl";
    }

    private Path file(String name) {
        return kb().resolve("acme/ENG").resolve(name);
    }

    private Delivery upsert(String text) {
        return upsert(page("42", 1, "Page"), text);
    }

    private void write(String chunks, Delivery delivery) throws IOException {
        shelf.write(kb().toString(), "neutral", chunks, delivery);
        shelf.tidy(kb().toString(), "neutral", chunks, delivery);
    }

    @Test
    void eachChunkIsALineWithWhatIsKnownOfItsDocument() throws IOException {
        String text = "Some words of a long text. ".repeat(200).strip() + "\n";
        assertDelivered(upsert(text));

        List<String> lines = Files.readAllLines(file("Page-42.chunks.jsonl"));
        JsonNode second = new ObjectMapper().readTree(lines.get(1));

        assertThat(lines).hasSizeGreaterThan(2);
        assertThat(second.path("id").asText()).endsWith("-42#1");
        assertThat(second.path("title").asText()).isEqualTo("Page");
        assertThat(second.path("text").asText()).startsWith("Some words");
        assertThat(second.path("hash").asText()).hasSize(32);
        assertThat(second.path("breadcrumb").get(0).asText()).isEqualTo("ENG");
        assertThat(second.path("metadata").path("version").asInt()).isEqualTo(1);
    }

    @Test
    void whenChunksAreNoLongerWantedTheirFilesGo() throws IOException {
        write("jsonl", upsert("text\n"));
        assertThat(file("Page-42.chunks.jsonl")).exists();

        write("none", upsert("text\n"));

        assertThat(file("Page-42.chunks.jsonl")).doesNotExist();
        assertThat(file("Page-42.md")).exists();
    }

    @Test
    void aRenamedPageLeavesNoChunksBehind() throws IOException {
        write("jsonl", upsert("text\n"));
        Delivery renamed = upsert(page("42", 2, "Other"), "text\n");

        write(
                "jsonl",
                new Delivery(
                        renamed.documentId(),
                        renamed.key(),
                        renamed.ref(),
                        renamed.site(),
                        renamed.path(),
                        List.of("acme/ENG/Page-42.md"),
                        List.of(),
                        renamed.document(),
                        renamed.content(),
                        ""));

        assertThat(file("Page-42.chunks.jsonl")).doesNotExist();
        assertThat(file("Other-42.chunks.jsonl")).exists();
    }

    @Test
    void chunksOfSomebodyElseStay() throws IOException {
        Files.createDirectories(file("."));
        Files.writeString(file("Page-42.chunks.jsonl"), "{\"id\":\"mine#0\"}");

        write("none", upsert("text\n"));
        assertThat(deliver(upsert("text\n")).get(0)).contains("Page-42.chunks.jsonl");

        assertThat(file("Page-42.chunks.jsonl")).hasContent("{\"id\":\"mine#0\"}");
    }
}
