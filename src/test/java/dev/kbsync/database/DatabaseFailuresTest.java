package dev.kbsync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kbsync.site.Secret;
import dev.kbsync.site.SetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.NativeLibraryNotFoundException;

/** A database that cannot be used is told in one sentence. */
class DatabaseFailuresTest {

    @TempDir private Path folder;

    @Test
    void somethingElseInItsPlace() throws IOException {
        Files.writeString(
                file(), "This is no database, and long enough to be looked at.".repeat(9));
        fails(this::open, "The database " + file() + " is damaged, or not a SQLite database");
    }

    @Test
    void aFolderInItsPlace() throws IOException {
        Files.createDirectory(file());
        fails(this::open, "cannot be opened for writing");
    }

    @Test
    void lockedByAnother() throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("create table x (y int)");
            statement.execute("begin exclusive");
            fails(this::open, "is locked by another program");
        }
    }

    @Test
    void ofANewerKbsync() throws SQLException {
        open();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute(
                    """
                    insert into flyway_schema_history
                    select 999, '999', 'later', type, 'V999__later.sql', checksum, installed_by,
                           installed_on, execution_time, success
                    from flyway_schema_history where installed_rank = 1\
                    """);
        }
        fails(this::open, "was written by a newer kbsync (its schema has version 999");
    }

    @Test
    void onAFullDisk() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", small.toString()) == 0,
                "a small file system can be mounted here");
        try {
            fails(() -> TestDatabase.sqlite(small).close(), "space");
        } finally {
            run("umount", "--lazy", small.toString());
        }
    }

    /** As the driver tells it where its library does not fit on the disk or may not be run. */
    @Test
    void aNativeLibraryThatCannotBeUnpacked() {
        DatabaseProperties properties = new DatabaseProperties(folder, "", "", Secret.NONE);
        SQLException opening =
                new SQLException(
                        "Error opening connection",
                        new NativeLibraryNotFoundException("No native library found"));

        fails(
                () -> {
                    throw new DatabaseFailures(properties, new DataFolder(properties, false))
                            .translate(opening);
                },
                "The native library of SQLite cannot be loaded from");
    }

    @Test
    void postgresThatCannotBeReached() {
        fails(
                () -> postgres("jdbc:postgresql://user:secret@localhost:1/kb?password=secret"),
                "The database jdbc:postgresql://localhost:1/kb cannot be reached");
        fails(
                () -> postgres("postgres.example.com/kb"),
                "is not the address of a PostgreSQL database");
    }

    @Test
    void postgresThatRefuses() {
        fails(
                () ->
                        postgres(
                                TestDatabase.Postgres.url()
                                        .replaceAll("/[^/]*$", "/nosuch?user=postgres")),
                "does not exist; create it");
    }

    @Test
    void postgresThatFallsSilentIsWaitedForAMinuteUnlessItsUrlSaysOtherwise() throws SQLException {
        String url = TestDatabase.Postgres.url();

        assertThat(patience(url)).isEqualTo(60_000);
        assertThat(patience(url + (url.contains("?") ? "&" : "?") + "socketTimeout=300"))
                .isEqualTo(300_000);
    }

    private int patience(String url) throws SQLException {
        try (TestDatabase database = TestDatabase.at(folder, url);
                Connection connection = database.source().getConnection()) {
            return connection.getNetworkTimeout();
        }
    }

    private static void fails(ThrowingCallable start, String sentence) {
        assertThatThrownBy(start)
                .isInstanceOf(SetupException.class)
                .hasMessageContaining(sentence)
                .satisfies(
                        e ->
                                assertThat(e.getMessage())
                                        .doesNotContain("\n", "secret")
                                        .endsWith("."));
    }

    private void open() {
        TestDatabase.sqlite(folder).close();
    }

    private void postgres(String url) {
        DatabaseProperties properties = new DatabaseProperties(folder, url, "kb", Secret.NONE);
        new DatabaseConfiguration().dataSource(properties, new DataFolder(properties, false));
    }

    private Path file() {
        return folder.resolve("kbsync.db");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
