package dev.kbsync.cli;

import dev.kbsync.history.RunPace;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.Tally;
import java.time.Duration;
import java.util.Locale;

/** How far a run is, in a line that fits a terminal: a bar, the rate, and the time left. */
final class ProgressLine {

    private static final int CELLS = 10;

    private ProgressLine() {}

    static String of(RunReport run, RunPace pace) {
        Tally total = run.total();
        StringBuilder line = new StringBuilder(run.site() + " " + run.kind().word() + " ");
        if (pace.known()) {
            int full = (int) ((long) CELLS * pace.done() / pace.expected());
            line.append('[').append("#".repeat(full)).append(".".repeat(CELLS - full)).append("] ");
            line.append(pace.done()).append(" of ").append(pace.expected());
        } else {
            line.append(pace.done()).append(" pages looked at");
            line.append(", ").append(total.delivered()).append(" delivered");
        }
        if (pace.rate() > 0) {
            line.append(", ").append(pace.rate()).append("/min");
        }
        Duration left = pace.left();
        if (left != null) {
            line.append(", ").append(length(left)).append(" left");
        }
        return line.append(total.failed() == 0 ? "" : ", " + total.failed() + " failed").toString();
    }

    private static String length(Duration left) {
        return left.toMinutes() < 1
                ? left.toSeconds() + " s"
                : left.toHours() < 1
                        ? left.toMinutes() + " min"
                        : String.format(
                                Locale.ROOT, "%d h %d min", left.toHours(), left.toMinutesPart());
    }
}
