package dev.kbsync.cli;

import dev.kbsync.run.RunReport;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One run, now. */
@Command(
        name = "sync",
        description = "Runs once and exits: 0 if the knowledge base is in step, 1 if not.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class SyncCommand implements Callable<Integer> {

    @Option(names = "--site", paramLabel = "NAME", description = "Only this site; default: all.")
    private @Nullable String site;

    @Option(
            names = "--kind",
            defaultValue = "changes",
            description =
                    "changes (default): since the last run; full: everything, finds removals.")
    private RunKind kind;

    @Option(
            names = "--allow-removals",
            description = "Removes also more documents than the threshold allows.")
    private boolean allowRemovals;

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context = Backstage.open()) {
            RunStarter starter = context.getBean(RunStarter.class);
            boolean good = true;
            for (Site synced : SiteNames.of(context.getBean(Sites.class), site)) {
                RunReport report = starter.run(new RunRequest(synced.name(), kind, allowRemovals));
                good &= report.good();
            }
            return good ? 0 : 1;
        }
    }
}
