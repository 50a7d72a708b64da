package dev.kbsync.proof;

import dev.kbsync.proof.Cluster.Member;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the first syncs of several sites by several servers, each a process of its own, on one
 * PostgreSQL. The simulator runs in this process.
 *
 * <p>Arguments: {@code search} or {@code spaces}, servers, sites, spaces of each site, pages of
 * each space.
 */
final class BigCluster {

    private static final Duration LIMIT = Duration.ofHours(1);

    private BigCluster() {}

    public static void main(String[] arguments) throws IOException {
        int servers = Integer.parseInt(arguments[1]);
        int sites = Integer.parseInt(arguments[2]);
        int spaces = Integer.parseInt(arguments[3]);
        int pages = Integer.parseInt(arguments[4]);
        Path folder = Files.createTempDirectory("kbsync-cluster");
        SimulatorOptions options =
                new SimulatorOptions()
                        .port(0)
                        .sites(sites)
                        .handbook(false)
                        .scale(pages)
                        .quota(100_000_000)
                        .indexDelay(Duration.ZERO);
        try (Simulator atlassian = Simulator.start(options);
                Cluster cluster = new Cluster(folder)) {
            cluster.set("kbsync.listing.by", arguments[0])
                    .set("kbsync.deliver.to", "file")
                    .set("kbsync.schedule.changes", "0/2 * * * * ?");
            for (var site : atlassian.sites()) {
                cluster.site(site);
                fill(atlassian.control().site(site.name()), spaces - 1, pages);
            }
            measure(cluster, atlassian, servers, sites * spaces * pages);
        }
        Folders.delete(folder);
    }

    private static void fill(SiteControl site, int spaces, int pages) {
        String body = "<h2>Why</h2><p>Water <em>rises</em> here.</p>".repeat(70);
        for (int space = 1; space <= spaces; space++) {
            site.addSpace("S" + space, "Space " + space);
            for (int page = 1; page <= pages; page++) {
                site.addPage("S" + space, "Page %d of %d".formatted(page, space), body);
            }
        }
    }

    private static void measure(Cluster cluster, Simulator atlassian, int servers, int pages)
            throws IOException {
        long began = System.nanoTime();
        List<Member> members = new ArrayList<>();
        for (int i = 1; i <= servers; i++) {
            members.add(cluster.start("server-" + i, Duration.ZERO));
        }
        cluster.await(
                "the tables",
                LIMIT,
                () -> {
                    members.forEach(BigCluster::requireAlive);
                    return cluster.isMigrated();
                });
        long empty = size(cluster);
        cluster.await(
                "the first syncs",
                LIMIT,
                () -> {
                    members.forEach(BigCluster::requireAlive);
                    return atlassian.sites().stream()
                            .allMatch(site -> cluster.complete(site.name()) > 0);
                });
        double seconds = (System.nanoTime() - began) / 1e9;
        double processor = 0;
        List<String> peaks = new ArrayList<>();
        for (Member member : members) {
            ProcessHandle process = ProcessHandle.of(member.process().pid()).orElseThrow();
            processor += process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
            peaks.add(peak(process.pid()) + " MB");
        }
        System.out.printf(
                Locale.ROOT,
                "%d servers, %d sites, %d pages: %.1f s with the start, %.0f pages/s, processor"
                        + " time %.1f s (%.2f ms a page), peak %s, database %d bytes a page%n",
                servers,
                atlassian.sites().size(),
                pages,
                seconds,
                pages / seconds,
                processor,
                processor * 1000 / pages,
                String.join(", ", peaks),
                (size(cluster) - empty) / pages);
    }

    private static void requireAlive(Member member) {
        if (!member.process().alive()) {
            throw new AssertionError("A server has ended:\n" + member.process().printed());
        }
    }

    private static long size(Cluster cluster) {
        return cluster.jdbc().sql("select pg_database_size('postgres')").query(Long.class).single();
    }

    private static long peak(long process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
