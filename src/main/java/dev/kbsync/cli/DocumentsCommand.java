package dev.kbsync.cli;

import dev.kbsync.api.json.DocumentJson;
import dev.kbsync.api.json.DocumentList;
import dev.kbsync.api.json.Json;
import dev.kbsync.site.Sites;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which documents there are. */
@Command(
        name = "documents",
        description = {
            "Lists documents by space and title, a line each, its columns separated by tabs:",
            "site, space, title, id, version, state, address."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class DocumentsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private SiteOption sites;

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "A part of the title.")
    private List<String> words = List.of();

    @Option(names = "--space", paramLabel = "KEY", description = "Only this space; default: all.")
    private String space = "";

    @Option(names = "--label", paramLabel = "LABEL", description = "Only with this label.")
    private String label = "";

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description =
                    "Only documents in this state: delivered, waiting, failed, dismissed, withheld,"
                            + " kept or filtered.")
    private String state = "";

    @Option(names = "--limit", paramLabel = "N", description = "How many at most; default: all.")
    private int limit = Integer.MAX_VALUE;

    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context = CommandContext.look()) {
            DocumentList.Query query =
                    new DocumentList.Query(
                            sites.of(context.getBean(Sites.class)),
                            String.join(" ", words),
                            space,
                            label,
                            state);
            List<DocumentJson> found = context.getBean(DocumentList.class).of(query, 0, limit);
            PrintWriter out = spec.commandLine().getOut();
            if (json.wanted()) {
                out.println(Json.text(found));
            } else {
                found.forEach(document -> out.println(line(document)));
            }
            out.flush();
            return 0;
        }
    }

    private static String line(DocumentJson document) {
        return Columns.line(
                document.site(),
                document.space(),
                document.title(),
                document.id(),
                Integer.toString(document.version()),
                document.state(),
                document.url());
    }
}
