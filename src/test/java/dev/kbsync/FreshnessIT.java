package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How late the knowledge base is can be measured, and what operators are given measures it. */
class FreshnessIT {

    private static final Pattern METRIC = Pattern.compile("kbsync_[a-z_]+");

    private final SettableClock clock = new SettableClock();
    private final KnowledgeBase sink = new KnowledgeBase();
    private final int port = ConsoleClient.freePort();
    @TempDir private Path folder;
    private Simulator atlassian;
    private SiteControl site;
    private Instance kbsync;

    @BeforeEach
    void start() {
        atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        kbsync =
                Instance.in(folder)
                        .clock(clock)
                        .atlassian(atlassian)
                        .set("kbsync.sites.demo.url", atlassian.sites().get(0).url())
                        .set("kbsync.sites.demo.spaces", "*")
                        .set("kbsync.deliver.to", "http")
                        .set("kbsync.deliver.http.url", sink.url())
                        // For its metrics; it has no brokers to read from.
                        .set("kbsync.queue.deliver-to", "file")
                        .console(port)
                        .start();
        ConsoleClient console = new ConsoleClient(port).login();
        console.accept(console.authorize("demo"));
    }

    @AfterEach
    void stop() {
        kbsync.close();
        atlassian.close();
        sink.close();
    }

    /** Versions of a page are told apart by the second in which they were saved. */
    private void edit(String page) {
        clock.advance(Duration.ofSeconds(1));
        site.edit(page, "<p>second</p>");
    }

    private String metrics() {
        return new ConsoleClient(port).basic("/actuator/prometheus").body();
    }

    private double metric(String name) {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(name) + "\\{.*site=\"demo\".*} (\\S+)$")
                        .matcher(metrics());
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    @Test
    void editsAreMeasuredAndWhatWasThereBeforeIsNot() {
        String page = site.addPage("ENG", "Pumps", "<p>first</p>");
        clock.advance(Duration.ofDays(40));
        kbsync.full();
        assertThat(metric("kbsync_edit_to_delivered_seconds_count")).isZero();

        edit(page);
        clock.advance(Duration.ofMinutes(7));
        kbsync.changes();
        assertThat(metric("kbsync_edit_to_delivered_seconds_count")).isEqualTo(1);
        assertThat(metric("kbsync_edit_to_delivered_seconds_sum")).isEqualTo(420);
        assertThat(metrics()).contains("kbsync_edit_to_delivered_seconds_bucket{");

        site.addPage("ENG", "Valves", "<p>new</p>");
        clock.advance(Duration.ofMinutes(3));
        kbsync.changes();
        assertThat(metric("kbsync_edit_to_delivered_seconds_count")).isEqualTo(2);
        assertThat(metric("kbsync_edit_to_delivered_seconds_sum")).isEqualTo(600);

        clock.advance(Duration.ofMinutes(5));
        new ConsoleClient(port).basicPost("/api/sites/demo/redeliver", Map.of());
        Set<String> again = new TreeSet<>();
        Eventually.assertThat(
                () -> {
                    again.addAll(sink.takePut());
                    return again.size() == 2;
                });
        assertThat(metric("kbsync_edit_to_delivered_seconds_count")).isEqualTo(2);
    }

    @Test
    void aChangeThatIsNotDeliveredGetsOlder() {
        String page = site.addPage("ENG", "Pumps", "<p>first</p>");
        kbsync.full();
        assertThat(metric("kbsync_oldest_undelivered_change_seconds")).isZero();

        sink.refuse(page);
        edit(page);
        kbsync.changes();
        clock.advance(Duration.ofMinutes(10));
        assertThat(metric("kbsync_oldest_undelivered_change_seconds")).isEqualTo(600);

        sink.accept(page);
        clock.advance(Duration.ofDays(1));
        kbsync.changes();
        assertThat(metric("kbsync_oldest_undelivered_change_seconds")).isZero();
    }

    @Test
    void anEditIsLateWhileARunDeliversIt() {
        String page = site.addPage("ENG", "Pumps", "<p>first</p>");
        kbsync.full();
        edit(page);
        clock.advance(Duration.ofMinutes(4));
        sink.takePut();
        sink.hold();

        new ConsoleClient(port).basicPost("/api/sites/demo/runs", Map.of());
        Eventually.assertThat(sink::holding);

        assertThat(metric("kbsync_oldest_undelivered_change_seconds")).isEqualTo(240);
        sink.release();
        Eventually.assertThat(() -> metric("kbsync_oldest_undelivered_change_seconds") == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kbsync.rules.yaml", "kbsync.dashboard.json"})
    void everyMetricThatOperatorsAreGivenIsThere(String file) throws IOException {
        String page = site.addPage("ENG", "Pumps", "<p>first</p>");
        kbsync.full();
        edit(page);
        kbsync.changes();
        Set<String> named = new TreeSet<>();
        Matcher matcher = METRIC.matcher(Files.readString(Path.of("src/ops", file)));
        while (matcher.find()) {
            named.add(matcher.group());
        }

        assertThat(named).hasSizeGreaterThan(5);
        assertThat(named)
                .allSatisfy(name -> assertThat(metrics()).containsPattern("(?m)^" + name + "\\{"));
    }
}
