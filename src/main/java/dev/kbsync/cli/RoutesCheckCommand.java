package dev.kbsync.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.page.OneLine;
import dev.kbsync.routes.RouteCheck;
import dev.kbsync.routes.check.Finding;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is wrong with route files before they run. */
@Command(
        name = "check",
        description = {
            "Checks route files and Kamelets: schema, names, parameters, placeholders, beans, addresses, secrets.",
            "Nothing runs and nothing is changed. Exits 1 if there is an error; warnings do not count."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class RoutesCheckCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "Folder of the files; default: kbsync.routes.folder.")
    private @Nullable Path folder;

    @Option(names = "--json", description = "Prints the findings as JSON.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        try (TemporaryFolders folders = new TemporaryFolders();
                ConfigurableApplicationContext context =
                        CommandContext.open(
                                folders,
                                // The data stay as they are: a newer version would migrate them.
                                "--kbsync.data.folder=" + folders.folder().resolve("data"),
                                "--kbsync.data.url=",
                                "--kbsync.tokens.store=database",
                                "--kbsync.routes.load=false",
                                "--logging.level.com.networknt=ERROR",
                                "--logging.level.dev.kbsync=WARN")) {
            Path checked = folder == null ? configured(context.getEnvironment()) : folder;
            if (!Files.isDirectory(checked)) {
                throw new IllegalArgumentException(
                        "There is no folder %s; name the folder of the route files."
                                .formatted(checked));
            }
            List<Finding> findings = context.getBean(RouteCheck.class).check(checked);
            print(findings, checked);
            return findings.stream().anyMatch(Finding::isError) ? 1 : 0;
        }
    }

    private static Path configured(Environment settings) {
        return Path.of(settings.getProperty("kbsync.routes.folder", "routes"));
    }

    private void print(List<Finding> findings, Path checked) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    new ObjectMapper()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(findings));
        } else {
            findings.forEach(finding -> out.println(OneLine.of(finding.toString())));
            long errors = findings.stream().filter(Finding::isError).count();
            out.printf("%s: %d errors, %d warnings%n", checked, errors, findings.size() - errors);
        }
        out.flush();
    }
}
