package dev.kbsync.cli;

import dev.kbsync.api.json.RunJson;
import dev.kbsync.api.json.RunPageJson;
import dev.kbsync.history.RunList;
import dev.kbsync.history.RunList.Filter;
import dev.kbsync.history.RunPages;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunStore;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Sites;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What runs came to. */
@Command(
        name = "runs",
        description = {
            "Lists runs, the newest first, a line each.",
            "Columns, separated by tabs: id, site, kind, state, begun, listed, delivered, unchanged, skipped,"
                    + " failed, removed, problem.",
            "With the id of a run: its report, and the pages that are kept of it."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class RunsCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "One run.")
    private @Nullable String id;

    @Option(names = "--site", paramLabel = "NAME", description = "Only this site; default: all.")
    private String site = "";

    @Option(names = "--kind", description = "Only runs of this kind: changes or full.")
    private @Nullable RunKind kind;

    @Option(names = "--limit", paramLabel = "N", description = "How many at most; default: 20.")
    private int limit = 20;

    @Mixin private JsonOption json;

    /** A run and what is kept of its pages. */
    private record RunWithPages(RunJson run, List<RunPageJson> pages) {}

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context = CommandContext.look()) {
            String one = id;
            if (one == null) {
                list(context);
            } else {
                show(context, one);
            }
            return 0;
        }
    }

    private void list(ConfigurableApplicationContext context) {
        if (!site.isEmpty()) {
            var unused = context.getBean(Sites.class).get(site);
        }
        List<RunReport> runs =
                context.getBean(RunList.class).of(new Filter(site, kind, null), 0, limit);
        json.list(runs.stream().map(RunJson::of).toList(), RunsCommand::columns);
    }

    private static List<Object> columns(RunJson run) {
        return List.of(
                run.id(),
                run.site(),
                run.kind(),
                run.state(),
                run.startedAt(),
                run.total().listed(),
                run.total().delivered(),
                run.total().unchanged(),
                run.total().skipped(),
                run.total().failed(),
                run.total().removed(),
                run.problem());
    }

    private void show(ConfigurableApplicationContext context, String wanted) {
        RunReport run =
                context.getBean(RunStore.class)
                        .find(wanted)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "There is no run with the id %s; \"runs\" lists them."
                                                        .formatted(wanted)));
        List<RunPageJson> pages =
                context.getBean(RunPages.class).of(wanted, null, 0, Integer.MAX_VALUE).stream()
                        .map(RunPageJson::of)
                        .toList();
        json.say(
                new RunWithPages(RunJson.of(run), pages),
                Stream.concat(
                                Stream.of(run.text()),
                                pages.stream()
                                        .map(
                                                page ->
                                                        Columns.line(
                                                                page.outcome(),
                                                                page.space(),
                                                                page.title(),
                                                                page.id(),
                                                                page.stage(),
                                                                page.reason())))
                        .collect(Collectors.joining(System.lineSeparator())));
    }
}
