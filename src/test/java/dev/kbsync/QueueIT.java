package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.history.RunProgress;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.history.RunStore;
import dev.kbsync.run.Runs;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/** Runs that meet wait for each other: scheduled ones, a person's, and those of two processes. */
class QueueIT {

    @TempDir private Path folder;
    private final KnowledgeBase sink = new KnowledgeBase();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Simulator atlassian;
    private SiteControl site;

    @BeforeEach
    void start() {
        atlassian = Simulator.start(SimulatorOptions.bare());
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        site.addPage("ENG", "Page", "<p>x</p>");
    }

    @AfterEach
    void stop() throws Exception {
        sink.release();
        for (AutoCloseable instance : open) {
            instance.close();
        }
        atlassian.close();
        sink.close();
    }

    private Instance.Builder instance() {
        return Instance.in(folder)
                .atlassian(atlassian)
                .site(atlassian.sites().get(0))
                .set("kbsync.deliver.to", "http")
                .set("kbsync.deliver.http.url", sink.url());
    }

    private Instance started(Instance.Builder builder) {
        Instance instance = builder.start();
        open.add(0, instance);
        return instance;
    }

    /** Not one of a pool's, which may have fewer than wait for each other here. */
    private static void thread(Runnable task) {
        new Thread(task, "queue").start();
    }

    @Test
    void twoSchedulesInTheSameSecondLoseNoRun() {
        Reports reports = new Reports();
        Instance kbsync =
                started(
                        instance()
                                .bean("reports", reports)
                                .set("kbsync.schedule.enabled", "true")
                                .set("kbsync.schedule.changes", "* * * * * ?")
                                .set("kbsync.schedule.full", "* * * * * ?"));

        Eventually.assertThat(
                () -> reports.of(RunKind.FULL) >= 4 && reports.of(RunKind.CHANGES) >= 1);

        assertThat(List.copyOf(reports.all))
                .extracting(RunReport::state)
                .containsOnly(State.COMPLETE);
        assertThat(kbsync.bean(RunStore.class).latest("demo", 20))
                .extracting(RunReport::kind)
                .contains(RunKind.FULL);
    }

    @Test
    void aRunAskedForOnTheConsoleIsQueuedAndTheConsoleSaysSo() {
        int port = ConsoleClient.freePort();
        Instance kbsync = started(instance().console(port));
        ConsoleClient console = new ConsoleClient(port).login();
        sink.hold();
        submit(console, "changes");
        Eventually.assertThat(sink::holding);

        assertThat(submit(console, "full"))
                .contains("The run is queued; it starts when the one in progress has ended.");
        Eventually.assertThat(() -> kbsync.bean(Runs.class).waiting("demo").contains(RunKind.FULL));
        assertThat(submit(console, "full")).contains("Such a run is already queued");
        assertThat(console.get("/sites/demo").text()).contains("A full run is queued");
        assertThat(console.get("/").text()).contains("full run queued");

        sink.release();
        Eventually.assertThat(() -> complete(kbsync, RunKind.FULL) == 1);
        Eventually.assertThat(() -> kbsync.bean(Runs.class).waiting("demo").isEmpty());
        assertThat(complete(kbsync, RunKind.FULL)).as("asked for twice").isEqualTo(1);
    }

    @Test
    void aRunThatFailsToBeginKeepsItsSiteFromNobody() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        ApplicationListener<PayloadApplicationEvent<RunProgress>> listener =
                new ApplicationListener<>() {
                    @Override
                    public void onApplicationEvent(PayloadApplicationEvent<RunProgress> event) {
                        if (broken.get()) {
                            throw new IllegalStateException("nobody can be told");
                        }
                    }
                };
        Instance kbsync = started(instance().bean("listener", listener));
        assertThatThrownBy(kbsync::changes).hasMessageContaining("nobody can be told");
        broken.set(false);

        CompletableFuture<RunReport> next =
                CompletableFuture.supplyAsync(kbsync::changes, QueueIT::thread);

        assertThat(next.get(1, TimeUnit.MINUTES).state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void aRunOfAnotherProcessIsWaitedForAndItsOwnResultTold() throws Exception {
        Instance server = started(instance());
        Instance command = started(instance());
        sink.hold();
        CompletableFuture<RunReport> first =
                CompletableFuture.supplyAsync(server::changes, QueueIT::thread);
        Eventually.assertThat(sink::holding);

        CompletableFuture<RunReport> sync =
                CompletableFuture.supplyAsync(command::full, QueueIT::thread);
        Eventually.assertThat(() -> server.bean(Runs.class).waiting("demo").contains(RunKind.FULL));
        sink.release();

        assertThat(first.get().state()).isEqualTo(State.COMPLETE);
        assertThat(sync.get().state()).isEqualTo(State.COMPLETE);
        assertThat(sync.get().kind()).isEqualTo(RunKind.FULL);
    }

    @Test
    void aShutdownDoesNotWaitForWhatIsQueued() {
        Instance kbsync = started(instance());
        sink.hold();
        CompletableFuture<RunReport> first =
                CompletableFuture.supplyAsync(kbsync::changes, QueueIT::thread);
        Eventually.assertThat(sink::holding);
        CompletableFuture<RunReport> full =
                CompletableFuture.supplyAsync(kbsync::full, QueueIT::thread);
        Eventually.assertThat(() -> kbsync.bean(Runs.class).waiting("demo").contains(RunKind.FULL));

        CompletableFuture<Void> closing =
                CompletableFuture.runAsync(kbsync::close, QueueIT::thread);
        Eventually.assertThat(full::isDone);
        sink.release();
        closing.join();

        assertThat(full.join().problem()).isEqualTo("kbsync is shutting down.");
        assertThat(first.join().state()).isEqualTo(State.INCOMPLETE);
    }

    private static String submit(ConsoleClient console, String kind) {
        return console.submit(
                        console.get("/sites/demo"),
                        kind.equals("full") ? "form:has(input[value=full])" : "form:has(#sync)",
                        Map.of())
                .text();
    }

    private static long complete(Instance kbsync, RunKind kind) {
        return kbsync.bean(RunStore.class).latest("demo", 20).stream()
                .filter(run -> run.kind() == kind && run.state() == State.COMPLETE)
                .count();
    }

    /** What every run came to, refused ones too. */
    static final class Reports implements ApplicationListener<PayloadApplicationEvent<RunReport>> {

        private final List<RunReport> all = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void onApplicationEvent(PayloadApplicationEvent<RunReport> event) {
            all.add(event.getPayload());
        }

        long of(RunKind kind) {
            return List.copyOf(all).stream().filter(report -> report.kind() == kind).count();
        }
    }
}
