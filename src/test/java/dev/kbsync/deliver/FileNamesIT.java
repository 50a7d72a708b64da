package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.cli.Kbsync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process without a UTF-8 locale cannot name files after every title. */
class FileNamesIT {

    @TempDir private Path folder;

    @Test
    void aFolderSinkWithoutALocaleIsRefusedInOneSentence() throws Exception {
        assertThat(status("C", "file")).isEqualTo(1);
        assertThat(said()).contains("LC_ALL=C.UTF-8", "ANSI_X3.4-1968").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"C, http", "C.UTF-8, file"})
    void othersStart(String locale, String sink) throws Exception {
        status(locale, sink);

        assertThat(said()).contains("demo").doesNotContain("LC_ALL");
    }

    private int status(String locale, String sink) throws IOException, InterruptedException {
        ProcessBuilder process =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dkbsync.data.folder=" + folder.resolve("data"),
                        "-Dkbsync.routes.folder=" + Path.of("routes").toAbsolutePath(),
                        "-Dkbsync.deliver.to=" + sink,
                        "-Dkbsync.deliver.file.folder=" + folder.resolve("kb"),
                        "-Dkbsync.sites.demo.url=https://demo.invalid",
                        "-Dkbsync.confluence.retries=0",
                        Kbsync.class.getName(),
                        "sync");
        process.environment().put("LC_ALL", locale);
        return process.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start()
                .waitFor();
    }

    private String said() throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readString(log) : "";
    }
}
