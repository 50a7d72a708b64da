package dev.kbsync.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.kbsync.site.PrivateFolder;
import dev.kbsync.site.SetupException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** One data source, for either database, with the settings that were measured to lose nothing. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** WAL with a sync at every commit survived 50 kills without a lost transaction. */
    private static final Map<String, String> SQLITE =
            Map.of("journal_mode", "WAL", "synchronous", "FULL", "busy_timeout", "20000");

    /**
     * An instance that is paused, or cut off, in the midst of a transaction must not keep what it
     * has locked from the others.
     */
    private static final String NO_IDLE_LOCKS = "set idle_in_transaction_session_timeout = '15s'";

    /**
     * A database that a failing network hides neither answers nor refuses; without an end to it,
     * whoever waits for it, as the schedule does, would wait for ever. The URL may say otherwise.
     */
    private static final Map<String, String> NO_ENDLESS_WAIT =
            Map.of("socketTimeout", "60", "tcpKeepAlive", "true");

    /** Tables of the schedule that instances share, which is kept in PostgreSQL only. */
    private static final String OF_POSTGRESQL = "classpath:db/postgresql";

    /**
     * @throws SetupException if the database cannot be used; the pool would tell that in a stack
     *     trace
     */
    @Bean
    DataSource dataSource(DatabaseProperties properties, DataFolder folder) {
        HikariDataSource source = new HikariDataSource();
        source.setPoolName("kbsync");
        if (properties.sqlite()) {
            source.setJdbcUrl("jdbc:sqlite:" + folder.database());
            SQLITE.forEach(source::addDataSourceProperty);
            // SQLite has one writer anyway; one connection means no error ever says "busy".
            source.setMaximumPoolSize(1);
        } else {
            source.setJdbcUrl(properties.url());
            source.setUsername(properties.username());
            source.setPassword(properties.password().value());
            source.setMaximumPoolSize(10);
            NO_ENDLESS_WAIT.forEach(source::addDataSourceProperty);
            source.setConnectionInitSql(NO_IDLE_LOCKS);
        }
        requireUsable(source, new DatabaseFailures(properties, folder));
        return source;
    }

    private static void requireUsable(HikariDataSource source, DatabaseFailures failures) {
        Properties settings = new Properties();
        settings.putAll(source.getDataSourceProperties());
        settings.replace("busy_timeout", "5000");
        if (source.getUsername() != null && !source.getUsername().isEmpty()) {
            settings.put("user", source.getUsername());
            settings.put("password", source.getPassword());
        }
        try {
            DriverManager.getConnection(source.getJdbcUrl(), settings).close();
        } catch (SQLException | LinkageError e) {
            throw failures.translate(e);
        }
    }

    @Bean
    SQLExceptionTranslator sqlExceptionTranslator(DataSource source) {
        return new SqliteExceptions(source);
    }

    /** On connections of its own: a migration may leave one of them idle for long. */
    @Bean
    FlywayConfigurationCustomizer migrations(DatabaseProperties properties) {
        return flyway -> {
            if (!properties.sqlite()) {
                String user = properties.username();
                flyway.dataSource(
                        properties.url(),
                        user.isEmpty() ? null : user,
                        user.isEmpty() ? null : properties.password().value());
                flyway.locations(
                        Stream.concat(
                                        Arrays.stream(flyway.getLocations()),
                                        Stream.of(new Location(OF_POSTGRESQL)))
                                .toArray(Location[]::new));
            }
        };
    }

    /**
     * The server and a command may start at the same moment on a fresh database, and SQLite does
     * not keep two migrations apart: a lock on a file does.
     */
    @Bean
    @SuppressWarnings("try") // The lock is held, not used.
    FlywayMigrationStrategy migrateOneAtATime(DataFolder folder, DatabaseProperties properties) {
        return flyway -> {
            Path lockFile = folder.path().resolve("migration.lock");
            try (FileChannel channel =
                            FileChannel.open(
                                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                flyway.migrate();
                requireKnown(flyway.info().current(), folder, properties);
                if (properties.sqlite()) {
                    JdbcClient jdbc = JdbcClient.create(flyway.getConfiguration().getDataSource());
                    requireDurable(jdbc);
                    DatabaseSpace.prepare(jdbc);
                }
            } catch (IOException e) {
                throw new SetupException(
                        "The data folder %s cannot be written (%s); make it writable for this user."
                                .formatted(folder.path(), PrivateFolder.reason(e)),
                        e);
            } catch (FlywayException e) {
                throw new DatabaseFailures(properties, folder).translate(e);
            }
        };
    }

    private static void requireKnown(
            @Nullable MigrationInfo current, DataFolder folder, DatabaseProperties properties) {
        if (current != null && current.getState() == MigrationState.FUTURE_SUCCESS) {
            throw new SetupException(
                    "%s was written by a newer kbsync (its schema has version %s, which this one does not know); start that kbsync, or restore a backup from before the upgrade."
                            .formatted(
                                    new DatabaseFailures(properties, folder).where(),
                                    current.getVersion()));
        }
    }

    /** A misspelt setting is ignored by the driver and would cost durability without a word. */
    private static void requireDurable(JdbcClient jdbc) {
        String journal = jdbc.sql("pragma journal_mode").query(String.class).single();
        int synchronous = jdbc.sql("pragma synchronous").query(Integer.class).single();
        if (!journal.equalsIgnoreCase("wal") || synchronous != 2) {
            throw new IllegalStateException(
                    "SQLite runs with journal_mode=%s, synchronous=%d instead of WAL and FULL."
                            .formatted(journal, synchronous));
        }
    }
}
