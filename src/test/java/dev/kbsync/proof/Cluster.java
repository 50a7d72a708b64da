package dev.kbsync.proof;

import dev.kbsync.ConsoleClient;
import dev.kbsync.cli.Kbsync;
import dev.kbsync.simulator.site.Site;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Several servers, each a process of its own, on one PostgreSQL. */
final class Cluster implements AutoCloseable {

    private static final List<String> OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx300m");

    private final Path folder;
    private final int databasePort = ConsoleClient.freePort();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private EmbeddedPostgres database;

    /** A server of it. */
    record Member(String name, int port, Child process) {

        void signal(String signal) {
            try {
                new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    Cluster(Path folder) {
        this.folder = folder;
        this.database = startDatabase();
        set("kbsync.data.url", database.getJdbcUrl("postgres", "postgres"));
        set("kbsync.data.username", "postgres");
        set("kbsync.data.password", "postgres");
        set("kbsync.deliver.to", "file,http");
        set("kbsync.deliver.file.folder", folder.resolve("kb"));
        set("kbsync.routes.folder", Path.of("routes").toAbsolutePath());
        set("kbsync.routes.reload", "0s");
        set("kbsync.confluence.retry-delay", "50");
        set("kbsync.failures.retry-delay", "50");
        set("kbsync.console.password", "password");
        set("kbsync.site.url", "");
        set("kbsync.schedule.full", "-");
    }

    Cluster set(String key, Object value) {
        settings.put(key, value.toString());
        return this;
    }

    Cluster site(Site site) {
        String key = "kbsync.sites." + site.name();
        return set(key + ".url", site.url())
                .set(key + ".email", "bot@example.com")
                .set(key + ".api-token", "simulator-token")
                .set(key + ".spaces", "*");
    }

    private EmbeddedPostgres startDatabase() {
        try {
            return EmbeddedPostgres.builder()
                    .setPort(databasePort)
                    .setPGStartupWait(Duration.ofMinutes(2))
                    .setDataDirectory(folder.resolve("postgres"))
                    .setCleanDataDirectory(false)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void restartDatabase() {
        closeDatabase();
        database = startDatabase();
    }

    private void closeDatabase() {
        try {
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JdbcClient jdbc() {
        return JdbcClient.create(
                new DriverManagerDataSource(
                        database.getJdbcUrl("postgres", "postgres"), "postgres", "postgres"));
    }

    /**
     * Starts a server and does not wait for it.
     *
     * @param ahead by how much its clock is wrong
     */
    Member start(String name, Duration ahead) {
        int port = ConsoleClient.freePort();
        List<String> options = options(name);
        options.add("-Dserver.port=" + port);
        options.add("-D" + Node.AHEAD + "=" + ahead.toSeconds());
        Member member =
                new Member(
                        name,
                        port,
                        Child.start(Node.class, options, List.of(), folder.resolve(name + ".log")));
        members.put(name, member);
        return member;
    }

    /** A full run of every site on the command line. */
    Child fullSync() {
        return Child.start(
                Kbsync.class,
                options("command"),
                List.of("sync", "--kind", "full", "--allow-removals"),
                folder.resolve("command.log"));
    }

    private List<String> options(String name) {
        List<String> options = new ArrayList<>(OPTIONS);
        settings.forEach((key, value) -> options.add("-D" + key + "=" + value));
        options.add("-Dkbsync.data.folder=" + folder.resolve(name));
        options.add("-Dkbsync.failures.folder=" + folder.resolve(name).resolve("dead-letters"));
        return options;
    }

    /** The runs in progress at a server, by site. */
    Map<String, String> runsOf(Member member) {
        Map<String, String> runs = new TreeMap<>();
        jdbc().sql("select name, holder from lease where name like 'run:%' and holder like :holder")
                .param("holder", "%/" + member.process().pid() + "/%")
                .query(
                        row -> {
                            String holder = row.getString(2);
                            runs.put(
                                    row.getString(1).replaceFirst("run:", ""),
                                    holder.substring(holder.lastIndexOf(':') + 1));
                        });
        return runs;
    }

    /** What is wrong with a run; empty for one that had its lease, but was not written down. */
    Optional<String> problem(String run) {
        return jdbc().sql("select problem from run where id = :id")
                .param("id", run)
                .query(String.class)
                .optional();
    }

    /** Whether the first server to start has made the tables. */
    boolean isMigrated() {
        return jdbc().sql(
                        "select to_regclass('sink_target') is not null and to_regclass('late_delivery') is not null")
                .query(Boolean.class)
                .single();
    }

    /** How many runs of a site have come to a good end. */
    long complete(String site) {
        return jdbc().sql("select count(*) from run where site = :site and state = 'COMPLETE'")
                .param("site", site)
                .query(Long.class)
                .single();
    }

    /**
     * @throws AssertionError with what the servers have said, if it does not come true in time
     */
    void await(String what, Duration limit, BooleanSupplier condition) {
        long until = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError(
                        "%s: not within %s%n%s"
                                .formatted(
                                        what,
                                        limit,
                                        members.values().stream()
                                                .map(m -> m.name() + "\n" + m.process().printed())
                                                .collect(Collectors.joining("\n"))));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Override
    public void close() {
        members.values().forEach(member -> member.process().close());
        closeDatabase();
    }
}
