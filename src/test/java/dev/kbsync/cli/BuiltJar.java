package dev.kbsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The jar that Maven has built, and programs that run in the working folder of a test. */
record BuiltJar(Path workingFolder) {

    /**
     * A program that came to its end.
     *
     * @param printed on both outputs
     */
    record Ended(int exit, String printed) {}

    static Path path() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            List<Path> jars = files.filter(f -> f.toString().endsWith(".jar")).toList();
            assumeTrue(jars.size() == 1, "the jar is built by ./mvnw verify");
            return jars.get(0).toAbsolutePath();
        }
    }

    static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    Ended run(List<String> command) throws Exception {
        Path log = Files.createTempFile("program", ".log");
        try {
            Process process = start(command, log);
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            return new Ended(process.exitValue(), Files.readString(log));
        } finally {
            Files.delete(log);
        }
    }

    Process start(List<String> command, Path log) throws IOException {
        return new ProcessBuilder(command)
                .directory(Files.createDirectories(workingFolder).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
