package dev.kbsync.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that holds the others. */
@Command(
        name = "kbsync",
        description = "Keeps knowledge bases in step with Confluence Cloud.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Without a command, the server starts. Settings such as --kbsync.data.folder=DIR may be given"
                    + " before or after a command."
        })
public final class KbsyncCommand implements Runnable {

    private static final List<Class<?>> COMMANDS =
            List.of(
                    SyncCommand.class,
                    PlanCommand.class,
                    FailuresCommand.class,
                    KeepCommand.class,
                    RedeliverCommand.class,
                    StatusCommand.class,
                    RunsCommand.class,
                    DocumentsCommand.class,
                    RulesCommand.class,
                    SearchCommand.class,
                    ConvertCommand.class,
                    TokenCommand.class,
                    ReencryptCommand.class,
                    InstallCommand.class,
                    RoutesCommand.class);

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the field.
    public KbsyncCommand() {}

    /**
     * Runs a command.
     *
     * @return the process's exit code: 0 all well, 1 not all well, 2 used wrongly
     */
    public static int execute(String... args) {
        CommandLine line = new CommandLine(new KbsyncCommand());
        of(args).forEach(line::addSubcommand);
        // Now, because CommandContext leaves standard output to what the command itself prints.
        return line.setOut(new PrintWriter(System.out, true, Charset.defaultCharset()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(KbsyncCommand::failed)
                .execute(args);
    }

    /** The command that is named, since picocli takes its time over each; all if none is. */
    private static List<Class<?>> of(String... args) {
        List<Class<?>> named =
                COMMANDS.stream()
                        .filter(
                                type ->
                                        args.length > 0
                                                && type.getAnnotation(Command.class)
                                                        .name()
                                                        .equals(args[0]))
                        .toList();
        return named.isEmpty() ? COMMANDS : named;
    }

    private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult result) {
        line.getErr().println(StartFailure.of(failure).sentence());
        return 1;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }
}
