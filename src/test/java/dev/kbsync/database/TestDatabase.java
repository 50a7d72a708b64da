package dev.kbsync.database;

import dev.kbsync.ConsoleClient;
import dev.kbsync.site.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A migrated database as the application makes it, without the application. */
public final class TestDatabase implements AutoCloseable {

    private final DatabaseProperties properties;
    private final DataSource source;

    private TestDatabase(DatabaseProperties properties) {
        this.properties = properties;
        DatabaseConfiguration configuration = new DatabaseConfiguration();
        DataFolder folder = new DataFolder(properties, false);
        source = configuration.dataSource(properties, folder);
        FluentConfiguration flyway =
                Flyway.configure().dataSource(source).locations("classpath:db/migration");
        configuration.migrations(properties).customize(flyway);
        configuration.migrateOneAtATime(folder, properties).migrate(flyway.load());
    }

    public static TestDatabase sqlite(Path folder) {
        return new TestDatabase(new DatabaseProperties(folder, "", "", Secret.NONE));
    }

    public static TestDatabase postgres(Path folder) {
        return at(folder, Postgres.url());
    }

    /** A database that another process has made, or that is to be made here. */
    public static TestDatabase at(Path folder, String postgresUrl) {
        return new TestDatabase(
                new DatabaseProperties(folder, postgresUrl, "postgres", new Secret("postgres")));
    }

    public DataSource source() {
        return source;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(source);
    }

    /** For statements with many rows. */
    public NamedParameterJdbcOperations batches() {
        return new NamedParameterJdbcTemplate(source);
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(new JdbcTransactionManager(source));
    }

    public Leases leases(Clock clock) {
        return new Leases(jdbc(), clock, properties);
    }

    @Override
    public void close() {
        ((com.zaxxer.hikari.HikariDataSource) source).close();
    }

    /** One server for all tests of this process, and a fresh database of it for each that asks. */
    public static final class Postgres {

        /** A busy machine takes its time. */
        private static final Duration START = Duration.ofMinutes(2);

        private static final EmbeddedPostgres SERVER = start();
        private static int databases;

        private Postgres() {}

        public static synchronized String url() {
            String name = "test" + ++databases;
            JdbcClient.create(SERVER.getPostgresDatabase()).sql("create database " + name).update();
            return SERVER.getJdbcUrl("postgres", name);
        }

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server =
                        EmbeddedPostgres.builder()
                                .setPort(ConsoleClient.freePort())
                                .setPGStartupWait(START)
                                .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void close(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
