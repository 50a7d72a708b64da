package dev.kbsync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.deliver.KafkaBroker;
import dev.kbsync.proof.Cluster.Member;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.simulator.control.SiteControl.Shown;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several servers share the work of filling one slow sink from a topic. One is killed, one joins in
 * the middle, one is paused until the others have its part; in the end the sink has what the site
 * has.
 */
class QueueConsumersIT {

    private static final Duration LONG = Duration.ofMinutes(5);

    /** Enough that some records wait in memory, beside those that the sink has been sent. */
    private static final int AT_ONCE = 20;

    /** The threads of Camel that send to one sink. */
    private static final int UNDER_WAY = 10;

    @TempDir private Path folder;
    private final Archive archive = new Archive(Duration.ofMillis(300));
    private final Random dice = new Random(1);
    private KafkaBroker broker;
    private Simulator atlassian;
    private SiteControl site;
    private Cluster cluster;

    @BeforeEach
    void start() {
        broker = KafkaBroker.start(folder.resolve("kafka"));
        broker.topic("queue", 6);
        atlassian =
                Simulator.start(
                        new SimulatorOptions()
                                .port(0)
                                .handbook(false)
                                .scale(60)
                                .quota(100_000_000)
                                .indexDelay(Duration.ZERO));
        site = atlassian.control().site();
        cluster =
                new Cluster(folder)
                        .set("kbsync.deliver.to", "queue")
                        .set("kbsync.sinks.queue.brokers", broker.address())
                        .set("kbsync.sinks.queue.topic", "queue")
                        .set("kbsync.queue.deliver-to", "http")
                        .set("kbsync.queue.at-once", AT_ONCE)
                        .set("kbsync.sinks.http.url", archive.url())
                        .set("kbsync.listing.by", "search")
                        .set("kbsync.run.lease", "15s")
                        .set("kbsync.schedule.changes", "0/5 * * * * ?");
        cluster.site(atlassian.sites().get(0));
    }

    @AfterEach
    void stop() {
        cluster.close();
        archive.close();
        atlassian.close();
        broker.close();
    }

    private List<Shown> pages() {
        return site.content().stream()
                .filter(page -> page.type().equals("page") && page.status().equals("current"))
                .toList();
    }

    private Map<String, Integer> wanted() {
        Map<String, Integer> wanted = new TreeMap<>();
        pages().forEach(
                        page ->
                                wanted.put(
                                        site.site().cloudId() + "-" + page.id(), page.version()));
        return wanted;
    }

    private Map<String, Integer> archived() {
        Map<String, Integer> archived = new TreeMap<>();
        archive.documents().forEach((id, page) -> archived.put(id, page.path("version").asInt()));
        return archived;
    }

    private void edit() {
        for (Shown page : pages()) {
            switch (dice.nextInt(10)) {
                case 0 -> site.rename(page.id(), "T " + dice.nextInt());
                case 1 -> site.addPage(page.space(), "N " + dice.nextInt(), "<p>new</p>");
                default -> site.edit(page.id(), "<p>edit " + dice.nextInt() + "</p>");
            }
        }
    }

    /** Some of what was edited is delivered, and some of it is not. */
    private void inTheMiddle() {
        edit();
        Map<String, Integer> wanted = wanted();
        cluster.await(
                "some of the edits",
                LONG,
                () -> {
                    Map<String, Integer> archived = archived();
                    long there =
                            wanted.entrySet().stream()
                                    .filter(
                                            page ->
                                                    page.getValue()
                                                            .equals(archived.get(page.getKey())))
                                    .count();
                    return there > wanted.size() / 10;
                });
    }

    private void all(String why) {
        cluster.await(why, LONG, () -> archived().equals(wanted()));
    }

    @Test
    void theSinkHasWhatTheSiteHasWhoeverIsKilledPausedOrNew() {
        // By itself, as whoever lists writes anew what was under way when it was killed.
        cluster.set("kbsync.queue.deliver-to", "").start("lister", Duration.ZERO);
        cluster.set("kbsync.queue.deliver-to", "http").set("kbsync.schedule.enabled", false);
        Member killed = cluster.start("killed", Duration.ZERO);
        Member paused = cluster.start("paused", Duration.ZERO);
        all("the first sync");

        inTheMiddle();
        killed.process().kill();
        Member fresh = cluster.start("fresh", Duration.ZERO);
        all("one was killed, another one came");

        inTheMiddle();
        paused.signal("STOP");
        edit();
        all("one is paused");
        int before = archive.wentBack();
        paused.signal("CONT");
        edit();
        all("it works again");

        assertThat(archive.wentBack() - before)
                .as("what was on its way just then")
                .isLessThanOrEqualTo(UNDER_WAY);
        pages().stream().limit(5).forEach(page -> site.trash(page.id()));
        try (Child sync = cluster.fullSync()) {
            assertThat(sync.exit(LONG)).as(sync::printed).isZero();
        }
        all("some pages are gone");
        assertThat(fresh.process().alive()).isTrue();
    }
}
