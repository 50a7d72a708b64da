package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kbsync.cli.Kbsync;
import dev.kbsync.cli.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person got wrong is told in one sentence, and the process ends. */
class StartFailuresIT {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kbsync.run.parallel | many | it must be a whole number",
                "kbsync.run.parallel | 0 | it must be at least 1",
                "kbsync.run.overlap | soon | it must be a duration such as",
                "kbsync.run.overlap | 24 | it must be at least 1m, written with its unit",
                "kbsync.run.overlap | -1h | it must be at least 1m",
                "kbsync.run.keep | 90 | it must be at least 1h",
                "kbsync.run.behind-limit | 6 | it must be at least 1m",
                "kbsync.run.removals.count | -1 | it must be at least 0",
                "kbsync.run.removals.percent | 101 | it is a percentage",
                "kbsync.listing.limit | 0 | it must be from 1 to 1000",
                "kbsync.listing.limit-without-bodies | 100000 | it must be from 1 to 1000",
                "kbsync.sites.a.only.changed-within | 30 | it must be at least 1h, written with its unit",
                "kbsync.sinks.file.except.changed-within | 30 | it must be at least 1h",
                "kbsync.convert.format | pdf | it must be markdown or text",
                "kbsync.attachments.max-size | big | it must be a size such as",
                "kbsync.schedule.changes | every day | write a Quartz cron expression",
                "kbsync.schedule.full | 0 0 0 30 2 ? | it never comes",
                "kbsync.schedule.enabled | perhaps | it must be true or false",
                "kbsync.data.url | jdbc:postgresql://localhost:1/kb | cannot be reached",
                "kbsync.vault.key | short | KBSYNC_VAULT_KEY is not 32 bytes in Base64",
                "kbsync.site.url | ${NO_SUCH} | NO_SUCH"
            })
    void aWrongSettingIsNamed(String key, String value, String sentence) {
        assertThat(sentence(Instance.in(folder).set(key, value))).contains(sentence);
    }

    @Test
    void aSecretOfTheWrongFormIsNotShown() {
        assertThat(sentence(Instance.in(folder).set("kbsync.vault.key", "hush-hush")))
                .doesNotContain("hush");
    }

    @Test
    void aFileInThePlaceOfAFolderIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(sentence(Instance.in(folder).set("kbsync.data.folder", file)))
                .contains("The data folder " + file + " cannot be written");
        assertThat(sentence(Instance.in(folder).set("kbsync.routes.folder", file)))
                .contains("The route folder " + file + " cannot be read or made");
    }

    @Test
    void theProcessSaysNoMoreThanTheSentenceAndEnds() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            assertEnds("Port " + taken.getLocalPort() + " is taken", port(taken));
            assertEnds(
                    "kbsync.run.parallel cannot be \"many\"",
                    port(taken),
                    "--kbsync.run.parallel=many");
        }
    }

    @Test
    void settingsStandBeforeOrAfterACommand() throws Exception {
        String data = "--kbsync.data.folder=" + folder.resolve("other");
        for (List<String> words : List.of(List.of(data, "status"), List.of("status", data))) {
            assertEnds(
                    "There is no kbsync data in " + folder.resolve("other"),
                    words.toArray(String[]::new));
        }
        assertThat(folder).isDirectoryNotContaining("glob:**/{other,data,routes}");
    }

    private static String port(ServerSocket socket) {
        return "--server.port=" + socket.getLocalPort();
    }

    private void assertEnds(String sentence, String... settings) throws Exception {
        Path printed = folder.resolve("printed");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Kbsync.class.getName(),
                                "--kbsync.console.password=x",
                                "--kbsync.data.folder=" + folder.resolve("data"),
                                "--kbsync.routes.folder=" + folder.resolve("routes")));
        command.addAll(Arrays.asList(settings));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(printed.toFile())
                        .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(1);
        List<String> lines = Files.readAllLines(printed);
        assertThat(lines.get(lines.size() - 1)).contains(sentence);
        assertThat(lines)
                .as("beside what the log says in passing")
                .filteredOn(line -> !line.matches("[-\\d]+ [:\\d]+ INFO .*"))
                .hasSize(1);
    }

    private static String sentence(Instance.Builder builder) {
        StartFailure failure = StartFailure.of(catchThrowable(() -> builder.start().close()));

        assertThat(failure.known()).as(failure.sentence()).isTrue();
        assertThat(failure.sentence()).doesNotContain("\n", "org.springframework", "Exception");
        return failure.sentence();
    }
}
