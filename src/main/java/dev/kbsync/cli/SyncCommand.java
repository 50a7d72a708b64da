package dev.kbsync.cli;

import dev.kbsync.api.json.Json;
import dev.kbsync.api.json.RunJson;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.history.RunReport;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.io.Console;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One run, now. */
@Command(
        name = "sync",
        description = "Runs once and exits: 0 if the knowledge base is in step, 1 if not.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class SyncCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private SiteOption sites;

    @Option(
            names = "--kind",
            defaultValue = "changes",
            description =
                    "changes (default): since the last run; full: everything, including removals.")
    private RunKind kind;

    @Option(
            names = "--allow-removals",
            description = "Removes documents even if there are more than the threshold allows.")
    private boolean allowRemovals;

    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        // Its report goes to standard output, so the log need not have it too.
        try (ConfigurableApplicationContext context =
                CommandContext.open("--logging.level.dev.kbsync.run.RunCloser=OFF")) {
            PrintWriter out = spec.commandLine().getOut();
            List<RunReport> reports =
                    json.wanted()
                            ? run(context, null)
                            : run(context, SyncProgress.show(out, onTerminal(), context));
            if (json.wanted()) {
                out.println(Json.text(reports.stream().map(RunJson::of).toList()));
                out.flush();
            }
            return reports.stream().allMatch(RunReport::good) ? 0 : 1;
        }
    }

    private List<RunReport> run(
            ConfigurableApplicationContext context, @Nullable SyncProgress progress) {
        RunStarter starter = context.getBean(RunStarter.class);
        List<RunReport> reports = new ArrayList<>();
        Audit audit = context.getBean(Audit.class);
        for (Site synced : sites.of(context.getBean(Sites.class))) {
            audit.record(
                    Kind.SYNC_ORDERED,
                    synced.name(),
                    kind.word() + (allowRemovals ? ", removals allowed" : ""));
            RunReport report = starter.run(new RunRequest(synced.name(), kind, allowRemovals));
            if (progress != null) {
                progress.end(report);
            }
            reports.add(report);
        }
        return reports;
    }

    /** From Java 22 on there may be a console without a terminal, which says so itself. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean onTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
