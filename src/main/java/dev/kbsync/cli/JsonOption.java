package dev.kbsync.cli;

import picocli.CommandLine.Option;

/** Whether a command speaks to a program. */
final class JsonOption {

    @Option(names = "--json", description = "Prints JSON, in the shapes of the API.")
    private boolean json;

    boolean wanted() {
        return json;
    }
}
