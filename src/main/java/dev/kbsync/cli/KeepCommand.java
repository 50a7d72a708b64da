package dev.kbsync.cli;

import dev.kbsync.api.json.Touched;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.ledger.FormerSinks;
import dev.kbsync.ledger.WithheldReview;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A person's word that documents stay. */
@Command(
        name = "keep",
        description = {
            "Keeps documents whose removal was withheld, until their pages are back; status lists them.",
            "What is kept in one sink only goes from there, too, when its page is gone.",
            "With --sink, leaves all documents in a sink that is switched off.",
            "To remove them instead: sync --kind full --allow-removals."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class KeepCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private SiteOption sites;

    @Option(
            names = "--undo",
            description = "Undoes an earlier keep: the next full run decides again.")
    private boolean undo;

    @Option(
            names = "--sink",
            paramLabel = "NAME",
            description = "A sink that is switched off; its documents are no longer kbsync's.")
    private String sink = "";

    @Parameters(paramLabel = "ID", description = "Ids of the pages; default: all.")
    private List<String> ids = List.of();

    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        if (!sink.isEmpty() && (undo || !ids.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "--sink is about all documents of a sink, for good.");
        }
        try (ConfigurableApplicationContext context = CommandContext.look()) {
            if (!sink.isEmpty()) {
                return left(context);
            }
            WithheldReview withheld = context.getBean(WithheldReview.class);
            Audit audit = context.getBean(Audit.class);
            List<Touched> done = new ArrayList<>();
            for (Site touched : sites.of(context.getBean(Sites.class))) {
                String cloudId = touched.cloudId();
                if (cloudId != null) {
                    int here = undo ? withheld.letGo(cloudId, ids) : withheld.keep(cloudId, ids);
                    if (here > 0) {
                        audit.record(undo ? Kind.LET_GO : Kind.KEPT, touched.name(), here, ids);
                        done.add(new Touched(touched.name(), here));
                    }
                }
            }
            if (done.isEmpty() && !ids.isEmpty()) {
                throw new IllegalStateException(
                        "No such document %s: %s; \"status\" lists them."
                                .formatted(
                                        undo ? "is kept" : "waits to be removed",
                                        String.join(", ", ids)));
            }
            int documents = done.stream().mapToInt(Touched::number).sum();
            json.say(done, documents + " " + (undo ? "let go" : "kept"));
            return 0;
        }
    }

    private int left(ConfigurableApplicationContext context) {
        FormerSinks former = context.getBean(FormerSinks.class);
        List<Touched> done = new ArrayList<>();
        for (Site touched : sites.of(context.getBean(Sites.class))) {
            if (former.of(touched).stream().anyMatch(one -> one.name().equals(sink))) {
                int here = former.keep(touched, sink);
                context.getBean(Audit.class)
                        .record(Kind.KEPT, touched.name(), former.deed(sink, here));
                done.add(new Touched(touched.name(), here));
            }
        }
        int documents = done.stream().mapToInt(Touched::number).sum();
        if (documents == 0) {
            throw new IllegalStateException(
                    "No sink \"%s\" that is switched off holds documents; \"status\" lists them."
                            .formatted(sink));
        }
        json.say(done, documents + " left in " + sink);
        return 0;
    }
}
