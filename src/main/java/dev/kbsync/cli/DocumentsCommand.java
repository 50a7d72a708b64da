package dev.kbsync.cli;

import dev.kbsync.api.json.DocumentJson;
import dev.kbsync.api.json.DocumentList;
import dev.kbsync.site.Sites;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which documents there are. */
@Command(
        name = "documents",
        description = {
            "Lists documents by space and title, a line each.",
            "Columns, separated by tabs: site, space, title, id, version, state, address."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class DocumentsCommand implements Callable<Integer> {

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
                    "Only documents in this state: delivered, waiting, failed, dismissed, withheld, kept or filtered.")
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
            json.list(
                    context.getBean(DocumentList.class).of(query, 0, limit),
                    DocumentsCommand::columns);
            return 0;
        }
    }

    private static List<Object> columns(DocumentJson document) {
        return List.of(
                document.site(),
                document.space(),
                document.title(),
                document.id(),
                document.version(),
                document.state(),
                document.url());
    }
}
