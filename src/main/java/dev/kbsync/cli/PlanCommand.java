package dev.kbsync.cli;

import dev.kbsync.api.json.Json;
import dev.kbsync.api.json.PlanJson;
import dev.kbsync.deliver.EmbeddingEstimates;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.run.Plan;
import dev.kbsync.run.RunStarter;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a run would do now. */
@Command(
        name = "plan",
        description = {
            "Prints what sync would do, and what it would cost; delivers nothing.",
            "A line for each page that would be upserted, removed, skipped or withheld, or that waits for its"
                    + " next try. Columns, separated by tabs: verb, space, title, id, sinks, reason.",
            "Unchanged pages are only counted. Exits 1 if a site could not be listed to its end."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class PlanCommand implements Callable<Integer> {

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
            description = "Plans as if sync were run with --allow-removals.")
    private boolean allowRemovals;

    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        try (TemporaryFolders folders = new TemporaryFolders();
                ConfigurableApplicationContext context =
                        CommandContext.open(folders, "--logging.level.dev.kbsync=WARN")) {
            RunStarter starter = context.getBean(RunStarter.class);
            PrintWriter out = spec.commandLine().getOut();
            boolean good = true;
            if (json.wanted()) {
                return printJson(starter, sites.of(context.getBean(Sites.class)), out);
            }
            for (Site planned : sites.of(context.getBean(Sites.class))) {
                Map<Plan.Verb, Integer> counts = new EnumMap<>(Plan.Verb.class);
                Map<String, List<String>> upserts = new TreeMap<>();
                Plan.Result result =
                        starter.plan(
                                planned.name(),
                                kind,
                                allowRemovals,
                                step -> {
                                    out.println(line(step));
                                    counts.merge(step.verb(), 1, Integer::sum);
                                    note(step, upserts);
                                });
                print(out, result, counts);
                EmbeddingEstimates estimates = context.getBean(EmbeddingEstimates.class);
                upserts.forEach(
                        (sink, ids) -> print(out, result.report(), estimates.of(sink, ids)));
                good &= result.report().state() == State.COMPLETE;
            }
            out.flush();
            return good ? 0 : 1;
        }
    }

    private int printJson(RunStarter starter, List<Site> planned, PrintWriter out) {
        List<PlanJson> plans = new ArrayList<>();
        boolean good = true;
        for (Site site : planned) {
            PlanJson.Steps steps = new PlanJson.Steps(Integer.MAX_VALUE);
            Plan.Result result = starter.plan(site.name(), kind, allowRemovals, steps::add);
            plans.add(steps.of(result));
            good &= result.report().state() == State.COMPLETE;
        }
        out.println(Json.text(plans));
        out.flush();
        return good ? 0 : 1;
    }

    private static String line(Plan.Step step) {
        return Columns.line(
                step.verb().word(),
                step.ref().space(),
                step.ref().title(),
                step.ref().contentId(),
                String.join(",", step.sinks()),
                step.reason());
    }

    /** Which documents each sink gets. */
    private static void note(Plan.Step step, Map<String, List<String>> upserts) {
        if (step.verb() == Plan.Verb.UPSERT) {
            step.sinks()
                    .forEach(
                            sink ->
                                    upserts.computeIfAbsent(sink, name -> new ArrayList<>())
                                            .add(step.ref().documentId()));
        }
    }

    private static void print(PrintWriter out, RunReport report, String estimate) {
        if (!estimate.isEmpty()) {
            out.printf("%s %s: %s%n", report.site(), report.kind().word(), estimate);
        }
    }

    private static void print(PrintWriter out, Plan.Result result, Map<Plan.Verb, Integer> counts) {
        RunReport report = result.report();
        if (report.state() != State.REFUSED) {
            out.printf(
                    "%s %s: %d pages listed: %s, %d unchanged%n",
                    report.site(),
                    report.kind().word(),
                    report.total().listed(),
                    Stream.of(Plan.Verb.values())
                            .map(verb -> counts.getOrDefault(verb, 0) + " to " + verb.word())
                            .collect(Collectors.joining(", ")),
                    report.total().unchanged());
            out.printf(
                    "%s %s: a run now would cost %d requests and %d points; this plan has cost %d and %d%n",
                    report.site(),
                    report.kind().word(),
                    report.usage().requests(),
                    report.usage().points(),
                    result.cost().requests(),
                    result.cost().points());
        }
        report.census()
                .warnings()
                .forEach(
                        warning ->
                                out.printf(
                                        "%s %s: %s%n",
                                        report.site(), report.kind().word(), warning));
        if (!report.problem().isEmpty()) {
            out.printf("%s %s: %s%n", report.site(), report.kind().word(), report.problem());
        }
    }
}
