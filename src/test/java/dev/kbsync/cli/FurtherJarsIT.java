package dev.kbsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.Eventually;
import dev.kbsync.cli.BuiltJar.Ended;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A component of Camel that lies in {@code lib} beside kbsync is there for routes. */
@DisabledOnOs(OS.WINDOWS)
class FurtherJarsIT {

    private static final String ROUTE =
            """
            - route:
                id: whisper
                description: Hears a word
                from:
                  uri: whisper:hello
                  steps:
                    - log: { id: hear, logName: dev.kbsync.whisper, message: "heard ${body}" }
            """;

    private static final Duration START = Duration.ofMinutes(3);

    @TempDir private Path folder;
    private BuiltJar program;

    @BeforeEach
    void addRoute() throws IOException {
        program = new BuiltJar(folder.resolve("work"));
        FileSystemUtils.copyRecursively(Path.of("routes"), folder.resolve("work/routes"));
        Files.writeString(folder.resolve("work/routes/5-whisper.camel.yaml"), ROUTE);
    }

    /** As an operator does who has got it from somewhere. */
    private static void addJar(Path home) throws IOException, URISyntaxException {
        Path classes =
                Path.of(
                        WhisperComponent.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        Path lib = Files.createDirectories(home.resolve("lib"));
        try (OutputStream file = Files.newOutputStream(lib.resolve("camel-whisper.jar"));
                JarOutputStream jar = new JarOutputStream(file);
                Stream<Path> ours = Files.list(classes.resolve("dev/kbsync/cli"))) {
            jar.putNextEntry(new JarEntry("META-INF/services/org/apache/camel/component/whisper"));
            jar.write(
                    ("class=" + WhisperComponent.class.getName()).getBytes(StandardCharsets.UTF_8));
            for (Path type : ours.filter(FurtherJarsIT::isWhisper).toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(type).toString()));
                jar.write(Files.readAllBytes(type));
            }
        }
    }

    private static boolean isWhisper(Path file) {
        return file.getFileName().toString().startsWith("WhisperComponent");
    }

    private void assertHeard(List<String> command) throws IOException {
        Path log = folder.resolve("server.log");
        Process server =
                program.start(
                        Stream.concat(
                                        command.stream(),
                                        Stream.of("--server.port=0", "--kbsync.site.url="))
                                .toList(),
                        log);
        try {
            Eventually.assertThat(START, () -> read(log).contains("heard hello"));
        } finally {
            server.destroyForcibly();
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void besideTheJar() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path jar = home.resolve("kbsync.jar");
        Files.copy(BuiltJar.path(), jar);
        List<String> check = BuiltJar.java("-jar", jar.toString(), "routes", "check");

        Ended without = program.run(check);
        assertThat(without.exit()).isEqualTo(1);
        assertThat(without.printed())
                .contains(
                        "5-whisper.camel.yaml: error: ",
                        "put camel-whisper-4",
                        "into " + home.toRealPath().resolve("lib") + ", and restart");

        addJar(home);
        Ended with = program.run(check);
        assertThat(with.printed()).contains("routes: 0 errors").doesNotContain("whisper");
        assertThat(with.exit()).isZero();
        assertHeard(BuiltJar.java("-jar", jar.toString()));
    }

    @Test
    void inAnInstalledKbsync() throws Exception {
        Path home = folder.resolve("it's-here");
        List<String> install =
                BuiltJar.java("-jar", BuiltJar.path().toString(), "install", home.toString());
        assertThat(program.run(install).exit()).isZero();
        String script = home.resolve("kbsync").toString();
        assertThat(program.run(List.of(script, "routes", "check")).printed())
                .contains("put camel-whisper-4", home.toRealPath().resolve("lib").toString());

        addJar(home);
        assertHeard(List.of(script));
        assertStartsFromTheArchive(home);

        assertThat(program.run(install).exit()).isZero();
        assertHeard(List.of(script));
        assertStartsFromTheArchive(home);
    }

    private void assertStartsFromTheArchive(Path home) throws Exception {
        Path options = home.resolve("kbsync.options");
        String before = Files.readString(options);
        Files.writeString(options, "\n-Xlog:class+load:file=classes\n", StandardOpenOption.APPEND);
        program.run(List.of(home.resolve("kbsync").toString(), "--version"));
        Files.writeString(options, before);
        assertThat(Files.readString(folder.resolve("work/classes")))
                .containsPattern("dev.kbsync.cli.Kbsync source: shared objects file \\(top\\)");
    }
}
