package dev.kbsync.vault.store;

import dev.kbsync.ConsoleClient;
import dev.kbsync.site.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;
import org.springframework.util.FileSystemUtils;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;
import redis.embedded.error.OsArchitectureNotFound;

/** A Redis server of one test, as durable as the README asks for. */
public final class TestRedis implements AutoCloseable {

    private final int port = ConsoleClient.freePort();
    private final Path folder;
    private RedisServer server;

    private final String password;

    private TestRedis(Path folder, String password) throws IOException {
        this.folder = folder;
        this.password = password;
        this.server = open();
    }

    public static TestRedis start() {
        return askingFor("");
    }

    /** One that wants a password. */
    public static TestRedis askingFor(String password) {
        try {
            return new TestRedis(Files.createTempDirectory("kbsync-redis"), password);
        } catch (OsArchitectureNotFound e) {
            throw new TestAbortedException("no Redis for this platform comes through Maven", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Secret url() {
        return new Secret(
                "redis://%slocalhost:%d"
                        .formatted(password.isEmpty() ? "" : ":" + password + "@", port));
    }

    /** There are no snapshots: only what is in the append-only file comes back. */
    public void restart() {
        stop();
        try {
            server = open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RedisServer open() throws IOException {
        RedisServer fresh =
                new RedisServerBuilder()
                        .port(port)
                        .setting("bind 127.0.0.1")
                        .setting("dir " + folder)
                        .setting("requirepass \"" + password + "\"")
                        .setting("save \"\"")
                        .setting("appendonly yes")
                        .setting("appendfsync always")
                        .build();
        fresh.start();
        return fresh;
    }

    @Override
    public void close() {
        stop();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until {@link #restart}. */
    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
