package dev.kbsync.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.KnowledgeBase;
import dev.kbsync.cli.Kbsync;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What an orchestrator does: it asks the process to stop, and kills it after 30 seconds. */
@DisabledOnOs(OS.WINDOWS)
class StopIT {

    private static final int GRACE = 30;
    private static final int PAGES = 120;
    private static final Duration START = Duration.ofMinutes(3);

    @TempDir private Path folder;

    private Process start(Simulator atlassian, KnowledgeBase sink) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath(),
                                Kbsync.class.getName(),
                                "--server.port=0",
                                "--kbsync.console.password=password",
                                "--kbsync.data.folder=" + folder.resolve("data"),
                                "--kbsync.routes.folder=" + folder.resolve("routes"),
                                "--kbsync.failures.folder=" + folder.resolve("dead-letters"),
                                "--kbsync.deliver.to=http",
                                "--kbsync.sinks.http.url=" + sink.url(),
                                "--kbsync.sites.demo.url=" + atlassian.url(),
                                "--kbsync.sites.demo.email=bot@example.com",
                                "--kbsync.sites.demo.api-token=simulator-token",
                                "--kbsync.sites.demo.spaces=*",
                                "--kbsync.atlassian.auth-url=" + atlassian.url(),
                                "--kbsync.atlassian.api-url=" + atlassian.url()));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    /** It starts in another folder than the tests. */
    private static String classPath() {
        return Stream.of(
                        System.getProperty("java.class.path")
                                .split(Pattern.quote(File.pathSeparator), -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A process of its own takes its time to start. */
    private void await(Process process, BooleanSupplier condition) throws IOException {
        long until = System.nanoTime() + START.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new AssertionError(Files.readString(folder.resolve("log")));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** Its sink does not answer, so the result page in progress cannot be finished. */
    @Test
    void aRunInProgressHoldsNoStopUpAndTheNextStartGoesOn() throws Exception {
        try (Simulator atlassian =
                        Simulator.start(
                                new SimulatorOptions()
                                        .port(0)
                                        .handbook(false)
                                        .scale(PAGES)
                                        .indexDelay(Duration.ZERO));
                KnowledgeBase sink = new KnowledgeBase()) {
            sink.hold();
            Process first = start(atlassian, sink);
            try {
                await(first, sink::holding);
                first.destroy();

                assertThat(first.waitFor(GRACE, TimeUnit.SECONDS)).as("stops in time").isTrue();
            } finally {
                first.destroyForcibly();
            }
            sink.release();
            TreeSet<String> arrived = new TreeSet<>(sink.takePut());
            assertThat(arrived).hasSizeLessThan(PAGES);

            Process next = start(atlassian, sink);
            try {
                await(
                        next,
                        () -> {
                            arrived.addAll(sink.takePut());
                            return arrived.size() >= PAGES;
                        });
                assertThat(Files.readString(folder.resolve("log"))).doesNotContain("ERROR");
            } finally {
                next.destroyForcibly();
            }
        }
    }
}
