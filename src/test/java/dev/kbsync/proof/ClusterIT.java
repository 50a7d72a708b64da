package dev.kbsync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.ConsoleClient;
import dev.kbsync.history.RunStore;
import dev.kbsync.proof.Cluster.Member;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.simulator.control.SiteControl.Shown;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three servers on one PostgreSQL follow ten sites. One is killed, one is paused for longer than
 * its leases, one has a clock that is wrong, and the database is restarted; in the end nothing is
 * lost, doubled, stale or wrongly removed.
 */
class ClusterIT {

    private static final int TICK = 10;

    /** Deliveries that are under way at once; see kbsync.run.parallel. */
    private static final int PARALLEL = 4;

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Pattern VERSION = Pattern.compile("(?m)^version: (\\d+)$");

    @TempDir private Path folder;
    private final Archive archive = new Archive(Duration.ofMillis(40));
    private final Random dice = new Random(1);
    private Simulator atlassian;
    private Cluster cluster;

    @BeforeEach
    void start() {
        atlassian =
                Simulator.start(
                        new SimulatorOptions()
                                .port(0)
                                .sites(10)
                                .handbook(false)
                                .scale(20)
                                .quota(100_000_000)
                                .indexDelay(Duration.ZERO));
        cluster =
                new Cluster(folder)
                        .set("kbsync.sinks.http.url", archive.url())
                        .set("kbsync.listing.by", "search")
                        .set("kbsync.listing.limit", 15)
                        .set("kbsync.run.lease", "15s")
                        .set("kbsync.schedule.changes", "0/" + TICK + " * * * * ?");
        atlassian.sites().forEach(cluster::site);
    }

    @AfterEach
    void stop() {
        cluster.close();
        archive.close();
        atlassian.close();
    }

    private List<String> sites() {
        return atlassian.sites().stream().map(site -> site.name()).toList();
    }

    /** Every site has that many further runs behind it. */
    private void runs(String why, int more) {
        Map<String, Long> before = new TreeMap<>();
        sites().forEach(site -> before.put(site, cluster.complete(site)));
        cluster.await(
                why,
                LONG,
                () ->
                        sites().stream()
                                .allMatch(
                                        site ->
                                                cluster.complete(site)
                                                        >= before.getOrDefault(site, 0L) + more));
    }

    @Test
    void nothingIsLostDoubledStaleOrWronglyRemoved() {
        long began = System.nanoTime();
        Member killed = cluster.start("killed", Duration.ZERO);
        Member paused = cluster.start("paused", Duration.ZERO);
        Member ahead = cluster.start("ahead", Duration.ofSeconds(30));
        firstSyncs();
        share(List.of(killed, paused, ahead));

        kill(killed);
        killed = cluster.start("killed", Duration.ZERO);
        pause(paused);
        cluster.restartDatabase();
        edit(sites());
        runs("the database was restarted", 2);
        share(List.of(killed, paused, ahead));
        everyConsoleShowsAll(List.of(killed, paused, ahead));

        oneRunATick(Duration.ofNanos(System.nanoTime() - began));
        settle();
        compare();
    }

    private void firstSyncs() {
        cluster.await("the tables", LONG, cluster::isMigrated);
        cluster.await(
                "the first syncs",
                LONG,
                () -> sites().stream().allMatch(site -> cluster.complete(site) > 0));
    }

    /** Each of them has a part of the work. */
    private void share(List<Member> all) {
        Set<Member> working = new HashSet<>();
        cluster.await(
                "all share the work",
                LONG,
                () -> {
                    all.stream()
                            .filter(member -> !cluster.runsOf(member).isEmpty())
                            .forEach(working::add);
                    return working.size() == all.size();
                });
    }

    private Set<String> busy(Member member) {
        edit(sites());
        cluster.await("work for " + member.name(), LONG, () -> !cluster.runsOf(member).isEmpty());
        return cluster.runsOf(member).keySet();
    }

    private void kill(Member member) {
        Set<String> sites = busy(member);
        member.process().kill();
        Map<String, Long> before = new TreeMap<>();
        sites.forEach(site -> before.put(site, cluster.complete(site)));
        cluster.await(
                "others go on",
                LONG,
                () ->
                        sites.stream()
                                .allMatch(
                                        site ->
                                                cluster.complete(site)
                                                        > before.getOrDefault(site, 0L)));
    }

    private void pause(Member member) {
        Map<String, String> runs = Map.of();
        while (runs.isEmpty()) {
            member.signal("CONT");
            busy(member);
            member.signal("STOP");
            runs = cluster.runsOf(member);
        }
        pausedIn(member, runs);
    }

    private void pausedIn(Member member, Map<String, String> runs) {
        edit(sites());
        Map<String, Long> before = new TreeMap<>();
        runs.keySet().forEach(site -> before.put(site, cluster.complete(site)));
        cluster.await(
                "others take over",
                LONG,
                () ->
                        runs.keySet().stream()
                                .allMatch(
                                        site ->
                                                cluster.complete(site)
                                                        > before.getOrDefault(site, 0L)));
        member.signal("CONT");
        cluster.await("it works again", LONG, () -> !cluster.runsOf(member).isEmpty());
        runs("it was paused", 1);
        System.out.printf(
                "cluster: %d runs were paused, %d documents went back for a while%n",
                runs.size(), archive.wentBack());
        assertThat(runs.values())
                .as("what those that took over wrote, not what was paused")
                .allSatisfy(
                        run ->
                                assertThat(cluster.problem(run).orElse(RunStore.INTERRUPTED))
                                        .isEqualTo(RunStore.INTERRUPTED));
        assertThat(archive.wentBack())
                .as("what was on its way just then")
                .isLessThanOrEqualTo(PARALLEL);
    }

    /** People work on the sites. */
    private void edit(List<String> sites) {
        for (String name : sites) {
            SiteControl site = atlassian.control().site(name);
            List<Shown> pages = pages(site);
            for (Shown page : pages) {
                switch (dice.nextInt(20)) {
                    case 0 -> site.trash(page.id());
                    case 1 -> site.rename(page.id(), "T " + dice.nextInt());
                    case 2 -> site.addPage(page.space(), "N " + dice.nextInt(), "<p>new</p>");
                    default -> site.edit(page.id(), "<p>edit " + dice.nextInt() + "</p>");
                }
            }
        }
    }

    private static List<Shown> pages(SiteControl site) {
        return site.content().stream()
                .filter(page -> page.type().equals("page") && page.status().equals("current"))
                .toList();
    }

    private void everyConsoleShowsAll(List<Member> all) {
        String run =
                cluster.jdbc()
                        .sql("select max(id) from run where state = 'COMPLETE'")
                        .query(String.class)
                        .single();
        for (Member member : all) {
            ConsoleClient console = new ConsoleClient(member.port());
            assertThat(console.basic("/api/sites").body()).contains(sites());
            assertThat(console.basic("/api/runs/" + run).body()).contains("\"state\":\"complete\"");
        }
    }

    private void settle() {
        try (Child sync = cluster.fullSync()) {
            assertThat(sync.exit(LONG)).as(sync::printed).isZero();
        }
    }

    private void compare() {
        Map<String, Integer> wanted = new TreeMap<>();
        atlassian.sites().stream()
                .map(site -> atlassian.control().site(site.name()))
                .forEach(
                        site ->
                                pages(site)
                                        .forEach(
                                                page ->
                                                        wanted.put(
                                                                site.site().cloudId()
                                                                        + "-"
                                                                        + page.id(),
                                                                page.version())));
        Map<String, Integer> archived = new TreeMap<>();
        archive.documents().forEach((id, page) -> archived.put(id, version(page)));
        assertThat(archived).as("the archive").isEqualTo(wanted);

        Map<String, Integer> filed = new TreeMap<>();
        Folders.read(folder)
                .forEach(
                        (path, bytes) -> {
                            String site = path.substring(0, path.indexOf('/'));
                            String id =
                                    atlassian.control().site(site).site().cloudId()
                                            + "-"
                                            + Folders.id(path);
                            assertThat(filed.put(id, version(bytes)))
                                    .as("doubled: " + path)
                                    .isNull();
                        });
        assertThat(filed).as("the folder").isEqualTo(wanted);
    }

    private static int version(JsonNode document) {
        return document.path("version").asInt();
    }

    private static int version(byte[] file) {
        Matcher version = VERSION.matcher(new String(file, StandardCharsets.UTF_8));
        assertThat(version.find()).isTrue();
        return Integer.parseInt(version.group(1));
    }

    /** Beside the first syncs, a killed run starts again, and so does one that delivered late. */
    private void oneRunATick(Duration time) {
        long ticks = time.toSeconds() / TICK + 4;
        Map<String, Long> runs = new TreeMap<>();
        sites().forEach(site -> runs.put(site, cluster.complete(site)));
        System.out.printf("cluster: in %d s these runs: %s%n", time.toSeconds(), runs);
        assertThat(runs.values()).allSatisfy(number -> assertThat(number).isLessThan(ticks));
    }
}
