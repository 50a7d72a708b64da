package dev.kbsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.Eventually;
import dev.kbsync.cli.BuiltJar.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The built jar lays out an application that starts by itself. */
@DisabledOnOs(OS.WINDOWS)
class InstallIT {

    private static final Pattern CONSOLE = Pattern.compile("Console: (http://\\S+)");

    @TempDir private Path folder;

    private BuiltJar program() {
        return new BuiltJar(folder.resolve("work"));
    }

    private Ended run(List<String> command) throws Exception {
        return program().run(command);
    }

    private Ended install(Path where) throws Exception {
        return run(BuiltJar.java("-jar", BuiltJar.path().toString(), "install", where.toString()));
    }

    @Test
    void whatIsInstalledStarts() throws Exception {
        Path application = folder.resolve("it's-here");
        Ended install = install(application);
        assertThat(install.exit()).as(install.printed()).isZero();
        assertThat(install.printed()).contains("Server: ").doesNotContain("slower");

        assertThat(Files.readString(application.resolve("kbsync.cmd")))
                .startsWith("@echo off\r\nrem ")
                .doesNotContain("@JAVA@", "\r\r");

        Path link =
                Files.createSymbolicLink(folder.resolve("kbsync"), application.resolve("kbsync"));
        try (JarFile installed = new JarFile(application.resolve("kbsync.jar").toFile())) {
            assertThat(installed.getManifest().getMainAttributes().getValue("Enable-Native-Access"))
                    .isEqualTo("ALL-UNNAMED");
        }

        Files.writeString(
                application.resolve("kbsync.options"),
                "\n-Xlog:class+load:file=classes\n",
                StandardOpenOption.APPEND);
        Ended version = run(List.of(link.toString(), "--version"));
        assertThat(version.printed()).contains("kbsync 0.");
        Path classes = folder.resolve("work/classes");
        assertThat(Files.readString(classes))
                .containsPattern("dev.kbsync.cli.Kbsync source: shared objects file \\(top\\)");
        Files.delete(classes);
        Files.delete(application.resolve("kbsync.options"));
        Files.createFile(application.resolve("kbsync.options"));

        Ended status = run(List.of(link.toString(), "status"));
        assertThat(status.exit()).isEqualTo(1);
        assertThat(status.printed()).startsWith("There is no kbsync data in ").hasLineCount(1);
        assertThat(folder.resolve("work")).isEmptyDirectory();

        Files.writeString(folder.resolve("page.xml"), "<p>Hello <em>there</em></p>");
        Ended convert = run(List.of(link.toString(), "convert", "../page.xml"));
        assertThat(convert.printed()).isEqualToIgnoringNewLines("Hello _there_");

        serverStarts(link);
    }

    private void serverStarts(Path script) throws IOException, InterruptedException {
        Path log = folder.resolve("server.log");
        Process server =
                program()
                        .start(
                                List.of(script.toString(), "--server.port=0", "--kbsync.site.url="),
                                log);
        try {
            Eventually.assertThat(() -> console(log).find());
            Matcher console = console(log);
            assertThat(console.find()).isTrue();
            URI health = URI.create(console.group(1) + "/actuator/health/liveness");
            Eventually.assertThat(() -> answers(health));
            assertThat(folder.resolve("work/data/tmp"))
                    .as("SQLite's library lies with the others and is not unpacked by each start")
                    .isDirectoryNotContaining("glob:**sqlite*");
            server.destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS))
                    .as("the script passes a request to stop on")
                    .isTrue();
        } finally {
            server.destroyForcibly();
        }
    }

    private static boolean answers(URI address) {
        try {
            return ((HttpURLConnection) address.toURL().openConnection()).getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static Matcher console(Path log) {
        try {
            return CONSOLE.matcher(Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFolderOfOtherThingsIsLeftAlone() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("lib"), "mine");

        Ended install = install(other);

        assertThat(install.exit()).isEqualTo(1);
        assertThat(install.printed())
                .contains("holds something else; choose a folder that is empty or missing.");
        assertThat(other.resolve("lib")).hasContent("mine");
        assertThat(other).isDirectoryContaining(file -> file.endsWith("lib"));
    }
}
