package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.Instance;
import dev.kbsync.deliver.SinkServer.Answer;
import dev.kbsync.history.RunReport;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What trouble and changes of sinks cost a run; measurements, at {@code -Dsink.speed=N} pages. */
@EnabledIfSystemProperty(named = "sink.speed", matches = "\\d+")
class OutageCostIT {

    private static final int PAGES = Integer.getInteger("sink.speed", 1000);

    @TempDir private Path folder;

    private final Simulator atlassian = Simulator.start(SimulatorOptions.bare());
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int refuse;
    private final SinkServer server =
            new SinkServer(
                    request ->
                            requests.incrementAndGet() == refuse || refuse < 0
                                    ? new Answer(503, "down")
                                    : Answer.ok("{}"));

    @BeforeEach
    void addSpace() {
        atlassian.control().site().addSpace("ENG", "Engineering");
    }

    private void addPages(int count) {
        SiteControl site = atlassian.control().site();
        for (int i = 0; i < count; i++) {
            site.addPage("ENG", "Page " + i, "<p>" + "Restart the gateway. ".repeat(150) + "</p>");
        }
    }

    @AfterEach
    void stop() {
        server.close();
        atlassian.close();
    }

    private Instance.Builder instance(String name) {
        return Instance.in(folder.resolve(name))
                .atlassian(atlassian)
                .site(atlassian.sites().get(0))
                .set("kbsync.sinks.http.url", server.url())
                .set("kbsync.failures.retry-delay", "1000")
                .set("logging.level.root", "WARN");
    }

    private static double seconds(RunReport report) {
        return report.took().toMillis() / 1000.0;
    }

    @Test
    void fiftyDocumentsWithOne503InBetween() {
        addPages(50);
        refuse = 25;
        try (Instance kbsync = instance("one").set("kbsync.deliver.to", "http").start()) {
            RunReport report = kbsync.full();
            assertThat(report.total().delivered()).isEqualTo(50);
            System.out.printf(
                    "measured: 50 documents, one 503: %d requests, %.1f s%n",
                    requests.get(), seconds(report));
        }
    }

    @Test
    void aRunWithOneSinkDown() {
        addPages(PAGES);
        double without = Double.MAX_VALUE;
        double with = Double.MAX_VALUE;
        double up = Double.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            refuse = 0;
            without = Math.min(without, first("file" + round, "file"));
            up = Math.min(up, first("up" + round, "file,http"));
            refuse = -1;
            with = Math.min(with, first("down" + round, "file,http"));
        }
        System.out.printf(
                "measured: %d pages: folder alone %.1f s, with a sink by HTTP %.1f s, with that sink down %.1f s%n",
                PAGES, without, up, with);
    }

    private double first(String name, String sinks) {
        try (Instance kbsync = instance(name).set("kbsync.deliver.to", sinks).start()) {
            RunReport report = kbsync.full();
            assertThat(kbsync.files()).hasSize(PAGES);
            return seconds(report);
        }
    }

    @Test
    void aFolderInAnotherProfile() {
        addPages(PAGES);
        try (Instance kbsync = instance("profiles").start()) {
            System.out.printf("measured: %d pages first: %.1f s%n", PAGES, seconds(kbsync.full()));
        }
        try (Instance kbsync =
                instance("profiles").set("kbsync.sinks.file.profile", "obsidian").start()) {
            RunReport report = kbsync.full();
            assertThat(report.total().delivered()).isEqualTo(PAGES);
            System.out.printf(
                    "measured: %d pages in another profile: %.1f s%n", PAGES, seconds(report));
        }
    }
}
