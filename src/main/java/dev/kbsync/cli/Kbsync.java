package dev.kbsync.cli;

import dev.kbsync.KbsyncApplication;
import dev.kbsync.attachment.TextWorker;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;

/** Where the process starts: a server without a command, a command with one. */
public final class Kbsync {

    private Kbsync() {}

    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals(TextWorker.COMMAND)) {
            TextWorker.serve();
            return;
        }
        if (!FurtherJars.start(args)) {
            start(args);
        }
    }

    /** Starts with all jars on the class path. */
    public static void start(String[] args) {
        if (args.length == 1 && args[0].equals(Rehearsal.COMMAND)) {
            System.exit(Rehearsal.play());
        }
        String[] settings = Arrays.stream(args).filter(Kbsync::isSetting).toArray(String[]::new);
        String[] command =
                Arrays.stream(args).filter(arg -> !isSetting(arg)).toArray(String[]::new);
        if (command.length == 0) {
            serve(settings);
        } else {
            Arrays.stream(settings).forEach(Kbsync::set);
            System.exit(KbsyncCommand.execute(command));
        }
    }

    private static void serve(String[] settings) {
        try {
            SpringApplication.run(KbsyncApplication.class, settings);
        } catch (SpringApplication.AbandonedRunException e) {
            throw e; // Thrown on purpose when a start is only prepared.
        } catch (RuntimeException | Error e) {
            StartFailure failure = StartFailure.of(e);
            if (failure.known()) {
                System.err.println(failure.sentence());
            }
            // Threads of libraries may live on; without the application they do nothing useful.
            System.exit(1);
        }
    }

    /** Spring's way to set a property, as {@code --server.port=9000}; no option has a dot. */
    private static boolean isSetting(String argument) {
        return argument.matches("--[^=.]+\\.[^=]*=.*");
    }

    private static void set(String setting) {
        String[] parts = setting.substring(2).split("=", 2);
        System.setProperty(parts[0], parts[1]);
    }
}
