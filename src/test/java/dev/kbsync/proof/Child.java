package dev.kbsync.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java program with this one's classes, in a process of its own; what it prints goes to a file.
 */
final class Child implements AutoCloseable {

    private final Process process;
    private final Path output;

    private Child(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * @param options of the virtual machine
     * @param output is written anew
     */
    static Child start(Class<?> main, List<String> options, List<String> arguments, Path output) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        try {
            Files.createDirectories(output.getParent());
            return new Child(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start(),
                    output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Everything it has printed so far. */
    String printed() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path output() {
        return output;
    }

    /**
     * Waits for its end.
     *
     * @return the exit code
     * @throws AssertionError if it does not end in time
     */
    int exit(Duration limit) {
        if (!ends(limit)) {
            process.destroyForcibly();
            throw new AssertionError("Still running after " + limit + ":\n" + printed());
        }
        return process.exitValue();
    }

    /** Waits so long, and says whether it has ended by then. */
    boolean ends(Duration limit) {
        try {
            return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As {@code kill -9}; returns once it is gone. */
    void kill() {
        process.destroyForcibly();
        ends(Duration.ofSeconds(30));
    }

    @Override
    public void close() {
        kill();
    }
}
