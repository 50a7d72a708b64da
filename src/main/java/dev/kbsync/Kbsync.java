package dev.kbsync;

import dev.kbsync.attachment.TextWorker;
import dev.kbsync.cli.KbsyncCommand;
import org.springframework.boot.SpringApplication;

/** Where the process starts: a server without a command, a command with one. */
public final class Kbsync {

    private Kbsync() {}

    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals(TextWorker.COMMAND)) {
            TextWorker.serve();
        } else if (args.length == 0 || isProperty(args[0])) {
            SpringApplication.run(KbsyncApplication.class, args);
        } else {
            System.exit(KbsyncCommand.execute(args));
        }
    }

    /**
     * Spring's way to set a property, as {@code --server.port=9000}; no command takes such a word.
     */
    private static boolean isProperty(String argument) {
        return argument.startsWith("--") && argument.contains("=");
    }
}
