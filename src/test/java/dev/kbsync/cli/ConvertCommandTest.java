package dev.kbsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConvertCommandTest {

    @TempDir private Path folder;

    @Test
    void chunksAreWrittenAsLinesOfJson() throws IOException {
        Path page = folder.resolve("a page.xhtml");
        Files.writeString(
                page,
                "<h1>One</h1><p>"
                        + "A sentence. ".repeat(30)
                        + "</p><h1>Two</h1><p>"
                        + "Another one. ".repeat(30)
                        + "</p>");

        int exit =
                new CommandLine(new ConvertCommand())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute("--chunks", "--out", folder.toString(), page.toString());

        List<String> lines = Files.readAllLines(folder.resolve("a page.chunks.jsonl"));
        JsonNode second = new ObjectMapper().readTree(lines.get(1));
        assertThat(exit).isZero();
        assertThat(lines).hasSize(2);
        assertThat(second.path("id").asText()).isEqualTo("none-0#1");
        assertThat(second.path("breadcrumb").toString())
                .isEqualTo("[\"SPACE\",\"a page\",\"Two\"]");
        assertThat(second.path("text").asText()).startsWith("# Two\n\nAnother one.");
    }
}
