package dev.kbsync.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that an earlier version wrote is brought up to date, and keeps what it holds. */
class UpgradeTest {

    /** Tables that a migration calls otherwise. */
    private static final Map<String, String> RENAMED = Map.of("credential_event", "audit");

    @TempDir private Path folder;

    private static FluentConfiguration flyway(HikariDataSource source) {
        FluentConfiguration flyway = Flyway.configure().dataSource(source);
        return source.getJdbcUrl().startsWith("jdbc:sqlite:")
                ? flyway.locations("classpath:db/migration")
                : flyway.locations("classpath:db/migration", "classpath:db/postgresql");
    }

    private HikariDataSource source(String url) {
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl(url);
        source.setUsername("postgres");
        source.setPassword("postgres");
        source.setMaximumPoolSize(2);
        return source;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whateverAnEarlierVersionHeldIsThereAfterwards(boolean sqlite)
            throws SQLException, IOException {
        List<String> versions = new ArrayList<>();
        try (HikariDataSource source = source("jdbc:sqlite:" + folder.resolve("versions.db"))) {
            for (MigrationInfo each : flyway(source).load().info().all()) {
                versions.add(String.valueOf(each.getVersion()));
            }
        }
        assertThat(versions).hasSizeGreaterThan(1);
        for (String version : versions.subList(0, versions.size() - 1)) {
            Path data = folder.resolve("data-" + version);
            String postgres = sqlite ? "" : TestDatabase.Postgres.url();
            Files.createDirectories(data);
            String url = sqlite ? "jdbc:sqlite:" + data.resolve("kbsync.db") : postgres;
            Map<String, Long> before;
            try (HikariDataSource source = source(url)) {
                flyway(source).target(version).load().migrate();
                before = fill(source);
            }
            assertThat(before).as("version %s", version).containsKeys("site", "sealed_entry");

            try (TestDatabase now = TestDatabase.at(data, postgres)) {
                Map<String, Long> after = new TreeMap<>();
                before.keySet()
                        .forEach(
                                table ->
                                        after.put(
                                                table,
                                                now.jdbc()
                                                        .sql(
                                                                "select count(*) from "
                                                                        + RENAMED.getOrDefault(
                                                                                table, table))
                                                        .query(Long.class)
                                                        .single()));
                assertThat(after).as("after version %s", version).isEqualTo(before);
            }
        }
    }

    /** One row for every table; how many rows each has then. */
    private static Map<String, Long> fill(HikariDataSource source) throws SQLException {
        JdbcClient jdbc = JdbcClient.create(source);
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        try (Connection connection = source.getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            for (String table : tables(about)) {
                Map<String, Object> row = new LinkedHashMap<>();
                try (ResultSet columns = about.getColumns(null, null, table, "%")) {
                    while (columns.next()) {
                        row.put(
                                columns.getString("COLUMN_NAME"),
                                value(columns.getInt("DATA_TYPE")));
                    }
                }
                rows.put(table, row);
            }
        }
        Map<String, Long> counts = new TreeMap<>();
        rows.forEach(
                (table, row) -> {
                    jdbc.sql(
                                    "insert into %s (%s) values (%s)"
                                            .formatted(
                                                    table,
                                                    String.join(", ", row.keySet()),
                                                    row.keySet().stream()
                                                            .map(unused -> "?")
                                                            .collect(Collectors.joining(", "))))
                            .params(new ArrayList<>(row.values()))
                            .update();
                    counts.put(table, 1L);
                });
        return counts;
    }

    private static List<String> tables(DatabaseMetaData about) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = about.getTables(null, null, "%", new String[] {"TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME"));
            }
        }
        // Starts of runs are made anew by each version.
        tables.removeIf(
                table ->
                        Stream.of("flyway", "sqlite", "pg_", "sql_", "qrtz_")
                                .anyMatch(table::startsWith));
        return tables;
    }

    private static Object value(int type) {
        return switch (type) {
            case Types.INTEGER, Types.BIGINT, Types.SMALLINT, Types.NUMERIC -> 1;
            case Types.BOOLEAN, Types.BIT -> true;
            case Types.BLOB, Types.BINARY, Types.VARBINARY -> new byte[] {1};
            default -> "x";
        };
    }
}
