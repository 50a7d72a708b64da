package dev.kbsync.cli;

import dev.kbsync.history.RunHistory;
import dev.kbsync.history.RunPace;
import dev.kbsync.history.RunProgress;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunStore;
import dev.kbsync.history.Tally;
import dev.kbsync.site.RunKind;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;

/**
 * Shows how far a run is: on a terminal a line that is rewritten, else a line every few seconds.
 */
final class SyncProgress {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final String REWRITE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final RunStore runs;
    private final RunHistory history;
    private final Clock clock;
    private Instant next = Instant.MIN;

    private SyncProgress(
            PrintWriter out, boolean terminal, ConfigurableApplicationContext context) {
        this.out = out;
        this.terminal = terminal;
        this.runs = context.getBean(RunStore.class);
        this.history = context.getBean(RunHistory.class);
        this.clock = context.getBean(Clock.class);
    }

    /**
     * @param terminal whether lines can be rewritten
     */
    static SyncProgress show(
            PrintWriter out, boolean terminal, ConfigurableApplicationContext context) {
        SyncProgress progress = new SyncProgress(out, terminal, context);
        context.addApplicationListener(
                event -> {
                    if (event instanceof PayloadApplicationEvent<?> told
                            && told.getPayload() instanceof RunProgress run) {
                        progress.show(run);
                    }
                });
        return progress;
    }

    private synchronized void show(RunProgress progress) {
        Instant now = clock.instant();
        if (terminal || !now.isBefore(next)) {
            next = now.plus(PAUSE);
            runs.find(progress.runId())
                    .filter(run -> run.state() == RunReport.State.RUNNING)
                    .ifPresent(this::print);
        }
    }

    private void print(RunReport run) {
        if (terminal) {
            RunPace pace = RunPace.of(run, expected(run), clock.instant());
            out.print(REWRITE + ProgressLine.of(run, pace));
        } else {
            Tally total = run.total();
            out.printf(
                    "%s %s: %d pages looked at, %d delivered, %d failed%n",
                    run.site(),
                    run.kind().word(),
                    total.listed(),
                    total.delivered(),
                    total.failed());
        }
        out.flush();
    }

    /** A full run looks at what the one before did; of others nobody knows. */
    private int expected(RunReport run) {
        return run.kind() == RunKind.FULL
                ? history.lastComplete(run.site(), RunKind.FULL)
                        .map(before -> before.total().listed())
                        .orElse(0)
                : 0;
    }

    /** What the run came to, in the place of its progress. */
    synchronized void end(RunReport report) {
        out.print(terminal ? REWRITE : "");
        out.println(report.text());
        out.flush();
    }
}
