package dev.kbsync.deliver;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;

/**
 * A real server for tests, in a process of its own: from Maven ({@code
 * src/test/servers/<name>/pom.xml}) or from npm ({@code package.json} and {@code server.js} there).
 * Where it cannot be downloaded, the tests are skipped and say so.
 */
final class ServerProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Path SERVERS = Path.of("src/test/servers");
    private static final Path CLASS_PATHS = Path.of("target/servers").toAbsolutePath();

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a server and waits until it listens.
     *
     * @param name the folder of its POM
     * @param arguments options of the virtual machine, main class or source file, its arguments
     * @param log where it writes what it has to say
     */
    static ServerProcess start(String name, List<String> arguments, Path log, int port) {
        return start(java(name, arguments), log, port);
    }

    /**
     * Starts a server that runs on Node.js and waits until it listens.
     *
     * @param name the folder of its package.json and server.js
     * @param arguments of server.js
     * @param log where it writes what it has to say
     */
    static ServerProcess startNode(String name, List<String> arguments, Path log, int port) {
        List<String> command = new ArrayList<>(List.of("node"));
        command.add(installed(name).resolve("server.js").toString());
        command.addAll(arguments);
        return start(command, log, port);
    }

    private static Path installed(String name) {
        Path folder = CLASS_PATHS.resolve(name);
        try {
            Files.createDirectories(folder);
            for (String file : List.of("package.json", "server.js")) {
                Path source = SERVERS.resolve(name).resolve(file);
                boolean same =
                        Files.exists(folder.resolve(file))
                                && Files.mismatch(source, folder.resolve(file)) < 0;
                if (!same) {
                    Files.deleteIfExists(folder.resolve("installed"));
                    Files.copy(source, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            if (!Files.exists(folder.resolve("installed"))) {
                Path log = CLASS_PATHS.resolve(name + ".log");
                Assumptions.assumeTrue(
                        install(folder, log),
                        "npm cannot install %s, see %s"
                                .formatted(folder.resolve("package.json"), log));
                Files.createFile(folder.resolve("installed"));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean install(Path folder, Path log) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        try {
            return new ProcessBuilder(
                                    windows ? "npm.cmd" : "npm",
                                    "install",
                                    "--no-audit",
                                    "--no-fund",
                                    "--no-package-lock")
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // There is no npm here.
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static ServerProcess start(List<String> command, Path log, int port) {
        try {
            ServerProcess server =
                    new ServerProcess(
                            new ProcessBuilder(command)
                                    .redirectErrorStream(true)
                                    .redirectOutput(log.toFile())
                                    .start());
            server.await(port, log);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a tool that comes with a server, to its end. */
    static void run(String name, List<String> arguments, Path log) {
        try {
            Process process =
                    new ProcessBuilder(java(name, arguments))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            if (process.waitFor() != 0) {
                throw new AssertionError(Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> java(String name, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
        command.addAll(List.of("-cp", classPath(name)));
        command.addAll(arguments);
        return command;
    }

    private static String classPath(String name) {
        Path pom = SERVERS.resolve(name).resolve("pom.xml");
        Path file = CLASS_PATHS.resolve(name + ".classpath");
        try {
            if (!isCurrent(file, pom)) {
                Files.createDirectories(CLASS_PATHS);
                resolve(name, pom, file);
            }
            List<String> entries = new ArrayList<>();
            for (String entry : Files.readString(file).strip().split(File.pathSeparator, -1)) {
                entries.addAll(entry.endsWith(".zip") ? unpacked(Path.of(entry)) : List.of(entry));
            }
            return String.join(File.pathSeparator, entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The libraries of a plugin. */
    private static List<String> unpacked(Path plugin) throws IOException {
        Path folder = CLASS_PATHS.resolve(plugin.getFileName().toString().replace(".zip", ""));
        Files.createDirectories(folder);
        List<String> jars = new ArrayList<>();
        try (ZipFile zip = new ZipFile(plugin.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().matches("[\\w.-]+\\.jar")) {
                    Path jar = folder.resolve(entry.getName());
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, jar, StandardCopyOption.REPLACE_EXISTING);
                    }
                    jars.add(jar.toString());
                }
            }
        }
        return jars;
    }

    private static boolean isCurrent(Path file, Path pom) throws IOException {
        return Files.exists(file)
                && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(pom)) > 0
                && Stream.of(Files.readString(file).strip().split(File.pathSeparator, -1))
                        .allMatch(jar -> Files.exists(Path.of(jar)));
    }

    private static void resolve(String name, Path pom, Path file) throws IOException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Path log = CLASS_PATHS.resolve(name + ".log");
        Process maven =
                new ProcessBuilder(
                                Path.of(windows ? "mvnw.cmd" : "mvnw").toAbsolutePath().toString(),
                                "-B",
                                "-q",
                                "-f",
                                pom.toString(),
                                "dependency:build-classpath",
                                "-Dmdep.outputFile=" + file)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            Assumptions.assumeTrue(
                    maven.waitFor() == 0,
                    "Maven cannot get the server of %s, see %s".formatted(pom, log));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void await(int port, Path log) throws IOException {
        long until = System.nanoTime() + START.toNanos();
        while (!listens(port)) {
            if (!process.isAlive() || System.nanoTime() > until) {
                close();
                throw new AssertionError("The server did not start:\n" + Files.readString(log));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
