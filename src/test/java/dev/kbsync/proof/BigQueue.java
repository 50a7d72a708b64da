package dev.kbsync.proof;

import dev.kbsync.deliver.KafkaBroker;
import dev.kbsync.proof.Cluster.Member;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.site.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Measures how fast a site gets into a topic, and from there into folders: by one consumer, and by
 * two that share a folder. For comparison, how fast it gets into a folder without a topic. Servers
 * are processes of their own, on one PostgreSQL; broker and database are on the same machine. The
 * simulator runs in this process.
 *
 * <p>Argument: pages.
 */
final class BigQueue {

    private static final Duration LIMIT = Duration.ofMinutes(20);

    private BigQueue() {}

    public static void main(String[] arguments) throws IOException {
        int pages = Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("kbsync-queue");
        SimulatorOptions options =
                new SimulatorOptions()
                        .port(0)
                        .sites(2)
                        .handbook(false)
                        .scale(pages)
                        .quota(100_000_000)
                        .indexDelay(Duration.ZERO);
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"));
                Simulator atlassian = Simulator.start(options);
                Cluster cluster = new Cluster(folder)) {
            broker.topic("queue", 6);
            cluster.set("kbsync.sinks.queue.brokers", broker.address())
                    .set("kbsync.sinks.queue.topic", "queue")
                    .set("kbsync.schedule.changes", "0/2 * * * * ?");
            list(cluster, atlassian.sites().get(0), "file", pages);
            list(cluster, atlassian.sites().get(1), "queue", pages);
            cluster.set("kbsync.schedule.enabled", false).set("kbsync.queue.deliver-to", "file");
            for (int consumers : List.of(1, 2)) {
                read(cluster, folder.resolve("kb-" + consumers), consumers, pages);
            }
        }
        Folders.delete(folder);
    }

    private static void list(Cluster cluster, Site site, String sink, int pages) {
        cluster.site(site).set("kbsync.sites." + site.name() + ".sinks", sink);
        Member server = cluster.start(sink, Duration.ZERO);
        cluster.await("the tables", LIMIT, cluster::isMigrated);
        String held = "select count(*) from ledger_sink where delivered_at > 0 and sink = '%s'";
        measure(
                "from listing to the sink " + sink,
                cluster,
                () -> count(cluster, held.formatted(sink)),
                pages);
        server.process().close();
    }

    private static void read(Cluster cluster, Path kb, int consumers, int pages) {
        cluster.set("kbsync.deliver.file.folder", kb);
        String held = "select count(*) from queue_document where revision > 0";
        long before = count(cluster, held);
        List<Member> members = new ArrayList<>();
        for (int i = 1; i <= consumers; i++) {
            members.add(cluster.start(consumers + "-" + i, Duration.ZERO));
        }
        cluster.await(
                "the readers",
                LIMIT,
                () ->
                        members.stream()
                                .allMatch(
                                        member -> member.process().printed().contains(": reads ")));
        measure(
                "from the topic to a folder by %d".formatted(consumers),
                cluster,
                () -> count(cluster, held) - before,
                pages);
        members.forEach(member -> member.process().close());
    }

    private static long count(Cluster cluster, String sql) {
        return cluster.jdbc().sql(sql).query(Long.class).single();
    }

    /** How long the servers take to start says nothing of the topic, so it is left out. */
    private static void measure(String what, Cluster cluster, LongSupplier done, int pages) {
        cluster.await(what, LIMIT, () -> done.getAsLong() > 0);
        long first = done.getAsLong();
        long began = System.nanoTime();
        cluster.await(what, LIMIT, () -> done.getAsLong() >= pages);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s: %d documents in %.1f s, %.0f/s%n",
                what,
                pages - first,
                seconds,
                (pages - first) / seconds);
    }
}
