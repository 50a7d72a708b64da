package dev.kbsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Route files are written and checked by commands, before a server reads them. */
class RoutesCommandIT {

    @TempDir private Path folder;
    private String printed = "";

    @Test
    void theShippedFilesHaveNoError() {
        assertThat(run("routes", "check", "routes")).as(printed).isZero();
        assertThat(printed).contains("routes: 0 errors");
    }

    @Test
    void aNewSinkIsCheckedWithTheOthersAndAMistakeInItIsFound() throws IOException {
        FileSystemUtils.copyRecursively(Path.of("routes"), folder);
        assertThat(run("routes", "new", "file", "archive", "--dir", folder.toString())).isZero();
        assertThat(printed)
                .contains("Set kbsync.sinks.archive.folder.", "Add archive to kbsync.deliver.to");
        assertThat(run("routes", "new", "file", "archive", "--dir", folder.toString())).isOne();
        assertThat(run("routes", "new", "nosuch", "x", "--dir", folder.toString())).isEqualTo(2);
        assertThat(run("routes", "new", "file", "../x", "--dir", folder.toString())).isEqualTo(2);

        Path file = folder.resolve("4-deliver-to-archive.camel.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"RAW({{kbsync.sinks.archive.folder}})\"", "archive")
                        .replace("name: archive", "nam: archive"));
        Files.writeString(folder.resolve("5-forgotten.yaml"), "- route: {}");

        assertThat(run("routes", "check", folder.toString(), "--json")).isOne();
        JsonNode findings = new ObjectMapper().readTree(printed);
        assertThat(findings.findValuesAsText("text"))
                .anyMatch(text -> text.contains("no parameter \"nam\"; did you mean \"name\"?"))
                .anyMatch(text -> text.contains("it is not loaded"));
        assertThat(findings.findValuesAsText("level")).contains("ERROR", "WARNING");
    }

    @Test
    void dataAreLeftAlone() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("kbsync.db"), "of a version that nobody knows");
        System.setProperty("kbsync.data.folder", data.toString());
        try {
            assertThat(run("routes", "check", "routes")).as(printed).isZero();
        } finally {
            System.clearProperty("kbsync.data.folder");
        }
        assertThat(data.resolve("kbsync.db")).hasContent("of a version that nobody knows");
        assertThat(data).isDirectoryNotContaining(file -> !file.endsWith("kbsync.db"));
    }

    private int run(String... args) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            return KbsyncCommand.execute(args);
        } finally {
            System.setOut(before);
            printed = out.toString(StandardCharsets.UTF_8);
        }
    }
}
