package dev.kbsync.cli;

import dev.kbsync.api.json.Json;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a kbsync that starts fast. */
@Command(
        name = "install",
        description = {
            "Unpacks this jar into a folder, with scripts that start kbsync faster than the jar does.",
            "Run it again for a new version of kbsync or of Java; end kbsync before."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class InstallCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder; made if it is missing.")
    private Path folder;

    @Mixin private JsonOption json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Installation installation = Installation.in(folder, runningJar());
        installation.unpack();
        if (!json.wanted()) {
            out.printf("Unpacked into %s; starting once, to start fast from now on ...%n", folder);
            out.flush();
        }
        String problem = installation.archiveClasses();
        if (json.wanted()) {
            out.println(
                    Json.text(
                            Map.of(
                                    "folder", folder.toString(),
                                    "script", installation.script().toString(),
                                    "problem", problem)));
            out.flush();
            return 0;
        }
        if (!problem.isEmpty()) {
            out.printf("It will start slower than it could: %s%n", problem);
        }
        out.printf("Server: %s%n", installation.script());
        out.printf("Commands: %s --help%n", installation.script());
        out.flush();
        return 0;
    }

    private static Path runningJar() {
        Path jar = Path.of(System.getProperty("java.class.path"));
        String loader = InstallCommand.class.getClassLoader().getClass().getSimpleName();
        if (!loader.equals("LaunchedClassLoader") || !Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    "Only the jar as it was built can be installed: java -jar kbsync-<version>.jar install DIR.");
        }
        return jar;
    }
}
