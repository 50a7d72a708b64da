package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunStore;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A kbsync that stands still does not look healthy. */
class StandstillIT {

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private final int port = ConsoleClient.freePort();
    private Simulator atlassian;
    private SiteControl site;
    private final List<Instance> open = new ArrayList<>();

    @BeforeEach
    void start() {
        atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        site.addPage("ENG", "Page", "<p>x</p>");
    }

    @AfterEach
    void stop() {
        open.forEach(Instance::close);
        atlassian.close();
    }

    private Instance.Builder instance() {
        return Instance.in(folder)
                .clock(clock)
                .atlassian(atlassian)
                .site(atlassian.sites().get(0))
                .set("kbsync.health.free-space", "1KB")
                .console(port);
    }

    @Test
    void aSiteThatCannotBeReachedIsBehindAndInTheEndHealthIsDown() throws IOException {
        Instance kbsync = started(instance());
        ConsoleClient console = new ConsoleClient(port).login();
        assertThat(kbsync.changes().good()).isTrue();
        assertThat(component("sync").at("/details/demo/state").asText()).isEqualTo("in step");
        assertThat(console.get("/").text()).contains("in step");
        atlassian.control().faults(Fault.always(FaultKind.BAD_GATEWAY));
        for (int run = 0; run < 5; run++) {
            clock.advance(Duration.ofMinutes(5));
            kbsync.changes();
        }

        JsonNode behind = component("sync");
        assertThat(behind.path("status").asText()).isEqualTo("UP");
        assertThat(behind.at("/details/demo/state").asText()).isEqualTo("behind");
        assertThat(behind.at("/details/demo/why").asText()).contains("502");
        assertThat(console.get("/sites/demo").text()).contains("Behind since 2026-11-22 12:05:00");
        assertThat(metrics())
                .contains("kbsync_site_state{site=\"demo\",state=\"behind\"} 1.0")
                .contains("kbsync_site_behind_seconds{site=\"demo\"} 1200.0")
                .contains("kbsync_last_complete_run_seconds{kind=\"changes\",site=\"demo\"} 1.7");

        clock.advance(Duration.ofHours(6));
        assertThat(component("sync").path("status").asText()).isEqualTo("DOWN");

        atlassian.control().clearFaults();
        kbsync.changes();
        assertThat(component("sync").path("status").asText()).isEqualTo("UP");
    }

    @Test
    void aFullDiskUnderARunningServerIsSeen() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        assumeTrue(command("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", data.toString()) == 0);
        try {
            Instance kbsync = started(instance());
            kbsync.changes();
            assertThat(component("databaseWrite").path("status").asText()).isEqualTo("UP");
            Path filler = data.resolve("filler");
            command("dd", "if=/dev/zero", "of=" + filler, "bs=1k");

            clock.advance(Duration.ofMinutes(5));
            site.addPage("ENG", "Another", "<p>y</p>");
            assertThatThrownBy(
                            () -> {
                                for (int run = 0; run < 300; run++) {
                                    kbsync.changes();
                                }
                            })
                    .isInstanceOf(RuntimeException.class);
            assertThat(component("databaseWrite").path("status").asText()).isEqualTo("DOWN");
            assertThat(component("folderSpace").path("status").asText()).isEqualTo("DOWN");

            Files.delete(filler);
            assertThat(kbsync.changes().state()).isEqualTo(RunReport.State.COMPLETE);
            assertThat(component("databaseWrite").path("status").asText()).isEqualTo("UP");
        } finally {
            open.forEach(Instance::close);
            command("umount", data.toString());
        }
    }

    @Test
    void idleRunsLeaveLittleBehindAndOldOnesGo() {
        for (int space = 0; space < 20; space++) {
            site.addSpace("S" + space, "Space " + space);
        }
        Instance kbsync = started(instance().set("kbsync.run.keep", "10d"));
        kbsync.full();
        clock.advance(Duration.ofDays(3));
        site.addPage("S0", "Later", "<p>x</p>");
        assertThat(kbsync.changes().total().delivered()).isEqualTo(1);
        // Later runs list it once more, because they overlap.
        clock.advance(Duration.ofDays(3));
        kbsync.changes();
        long before = rows(kbsync, "run_space");
        kbsync.changes();
        kbsync.changes();
        assertThat(rows(kbsync, "run_space") - before).as("rows for idle spaces").isZero();

        clock.advance(Duration.ofDays(30));
        kbsync.changes();
        assertThat(kbsync.bean(RunStore.class).latest("demo", 20))
                .as("the last full run, and the last for changes")
                .hasSize(2);
        assertThat(rows(kbsync, "run_page where run_id not in (select id from run)")).isZero();
    }

    private Instance started(Instance.Builder builder) {
        Instance instance = builder.start();
        open.add(instance);
        return instance;
    }

    private static long rows(Instance kbsync, String table) {
        return kbsync.bean(JdbcClient.class)
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    private JsonNode component(String name) throws IOException {
        return new ObjectMapper()
                .readTree(new ConsoleClient(port).basic("/actuator/health").body())
                .path("components")
                .path(name);
    }

    private String metrics() {
        return new ConsoleClient(port).basic("/actuator/prometheus").body();
    }

    private static int command(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
