package dev.kbsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What helps to edit routes. */
@Command(
        name = "routes",
        description = "Checks route files, and writes those of new sinks.",
        mixinStandardHelpOptions = true,
        subcommands = {RoutesCheckCommand.class, RoutesNewCommand.class})
@SuppressWarnings("NullAway.Init") // picocli fills the field.
final class RoutesCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command: check or new.");
    }
}
