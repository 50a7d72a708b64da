package dev.kbsync.cli;

import dev.kbsync.api.json.Json;
import dev.kbsync.routes.check.KameletCatalog;
import dev.kbsync.routes.check.KameletDefinition;
import dev.kbsync.routes.check.SinkRouteWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the route of a new sink. */
@Command(
        name = "new",
        description = "Writes the route file of a new sink, with every parameter of its Kamelet.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class RoutesNewCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "KIND", description = "Kind of the sink, such as file or http.")
    private String kind;

    @Parameters(
            paramLabel = "NAME",
            description = "Name of the sink: lower-case letters, digits and dashes.")
    private String name;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "${sys:kbsync.routes.folder:-routes}",
            description = "Folder of the route files; default: routes.")
    private Path folder;

    @Mixin private JsonOption json;

    @Override
    public Integer call() throws IOException {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "A sink is named with lower-case letters, digits and dashes, for example team-wiki.");
        }
        KameletCatalog catalog = new KameletCatalog(folder);
        KameletDefinition kamelet =
                catalog.find(kind + "-sink")
                        .orElseThrow(
                                () ->
                                        new ParameterException(
                                                spec.commandLine(),
                                                "There is no kind \"%s\"; there are: %s."
                                                        .formatted(
                                                                kind,
                                                                String.join(
                                                                        ", ", catalog.kinds()))));
        Path file = folder.resolve("4-deliver-to-" + name + ".camel.yaml");
        if (Files.exists(file)) {
            throw new IllegalStateException(
                    "%s is there already; choose another name, or delete it first."
                            .formatted(file));
        }
        SinkRouteWriter writer = new SinkRouteWriter(kamelet, name);
        Files.createDirectories(folder);
        Files.writeString(file, writer.text(), StandardOpenOption.CREATE_NEW);
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            out.println(Json.text(Map.of("file", file.toString(), "next", writer.nextSteps())));
        } else {
            out.printf("%s is written.%n%s", file, writer.nextSteps());
        }
        out.flush();
        return 0;
    }
}
