package dev.kbsync.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.page.OneLine;
import dev.kbsync.search.Passage;
import dev.kbsync.search.PassageFinder;
import dev.kbsync.search.Question;
import dev.kbsync.search.Scope;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers a question from the embedded index. */
@Command(
        name = "search",
        description = {
            "Finds passages in what was delivered; needs the sink \"search\" in kbsync.deliver.to.",
            "Exits 1 if nothing was found."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class SearchCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "WORD",
            description = "The question; words in double quotes have to stand together.")
    private List<String> words;

    @Option(names = "--site", paramLabel = "NAME", description = "Only this site; default: all.")
    private String site = "";

    @Option(
            names = "--space",
            paramLabel = "KEY",
            split = ",",
            description = "Only these spaces; default: all.")
    private List<String> spaces = List.of();

    @Option(
            names = "--property",
            paramLabel = "NAME:VALUE",
            description = "Only pages with this page property, such as \"owner: Ada Lovelace\".")
    private String property = "";

    @Option(
            names = "--reader",
            paramLabel = "ID",
            split = ",",
            description = {
                "Also what this person may read: the account id, and the ids or names of their groups.",
                "Default: unrestricted documents only."
            })
    private List<String> readers = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many passages at most, 1 to 100; default: 10.")
    private int limit = Question.USUAL;

    @Option(names = "--json", description = "Prints each passage as a line of JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Question question = new Question(String.join(" ", words), site, spaces, property, limit);
        try (ConfigurableApplicationContext context = CommandContext.search()) {
            List<Passage> passages =
                    context.getBean(PassageFinder.class)
                            .find(question, new Scope(readers, List.of()));
            PrintWriter out = spec.commandLine().getOut();
            for (Passage passage : passages) {
                out.println(json ? JSON.writeValueAsString(passage) : lines(passage));
            }
            out.flush();
            if (passages.isEmpty()) {
                spec.commandLine().getErr().println("Nothing was found.");
            }
            return passages.isEmpty() ? 1 : 0;
        }
    }

    private static String lines(Passage passage) {
        return "%s%n  %s: %s%n  %s%n  %s%n"
                .formatted(
                        OneLine.of(passage.title()),
                        OneLine.of(passage.site()),
                        OneLine.of(String.join(" > ", passage.breadcrumb())),
                        OneLine.of(passage.excerpt().text()),
                        OneLine.of(passage.url()));
    }
}
