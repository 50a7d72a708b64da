package dev.kbsync.cli;

import dev.kbsync.api.json.Json;
import dev.kbsync.api.json.RunJson;
import dev.kbsync.history.RunReport;
import dev.kbsync.ledger.Redelivery;
import dev.kbsync.ledger.Redelivery.Scope;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fills a sink again that lost its documents. */
@Command(
        name = "redeliver",
        description = {
            "Delivers documents again, by a run for changes, because a sink lost them.",
            "Exits 1 if not all of them could be delivered; the next run continues."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class RedeliverCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private SiteOption chosen;

    @Option(names = "--space", paramLabel = "KEY", description = "Only this space; default: all.")
    private String space = "";

    @Option(
            names = "--sink",
            paramLabel = "NAME",
            description = "Only to this sink; default: all of the site.")
    private String sink = "";

    @Parameters(paramLabel = "ID", description = "Ids of the pages; default: all.")
    private List<String> ids = List.of();

    @Mixin private JsonOption json;

    /** What was delivered again of a site, and by which run. */
    private record Redelivered(String site, int documents, RunJson run) {}

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context =
                CommandContext.open("--logging.level.dev.kbsync=WARN")) {
            Scope scope = new Scope(space, sink, ids);
            Map<Site, Integer> marked = new LinkedHashMap<>();
            for (Site touched : addressed(context.getBean(Sites.class), scope)) {
                int here = context.getBean(Redelivery.class).mark(touched, scope, "command line");
                if (here > 0) {
                    marked.put(touched, here);
                }
            }
            if (marked.isEmpty() && scope.isNarrow()) {
                throw new IllegalStateException(
                        "No document of that kind was delivered; check the space and the ids of the pages.");
            }
            return run(context.getBean(RunStarter.class), marked) ? 0 : 1;
        }
    }

    /** Without a named site, those that have the sink. */
    private List<Site> addressed(Sites sites, Scope scope) {
        List<Site> all = chosen.of(sites);
        List<Site> having =
                all.stream()
                        .filter(one -> scope.sink().isEmpty() || one.sinks().contains(scope.sink()))
                        .toList();
        return having.isEmpty() ? all : having;
    }

    private boolean run(RunStarter starter, Map<Site, Integer> marked) {
        PrintWriter out = spec.commandLine().getOut();
        if (!json.wanted()) {
            out.printf("%d to deliver again%n", marked.values().stream().mapToInt(n -> n).sum());
            out.flush();
        }
        List<Redelivered> done = new ArrayList<>();
        boolean good = true;
        for (Map.Entry<Site, Integer> touched : marked.entrySet()) {
            String site = touched.getKey().name();
            RunReport report = starter.run(new RunRequest(site, RunKind.CHANGES, false));
            done.add(new Redelivered(site, touched.getValue(), RunJson.of(report)));
            good &= report.good();
        }
        if (json.wanted()) {
            out.println(Json.text(done));
            out.flush();
        }
        return good;
    }
}
