package dev.kbsync.cli;

import dev.kbsync.api.json.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether a command speaks to a program, and what it says to either. */
@SuppressWarnings("NullAway.Init") // picocli fills the field.
final class JsonOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Prints JSON, in the shapes of the API.")
    private boolean json;

    boolean wanted() {
        return json;
    }

    /**
     * Prints a list.
     *
     * @param columns of an item's line, for people
     */
    <T> void list(List<T> items, Function<T, List<Object>> columns) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.text(items));
        } else {
            items.forEach(item -> out.println(Columns.line(columns.apply(item))));
        }
        out.flush();
    }

    /** Prints what became of an order: for a program, or for people. */
    void say(Object result, String words) {
        PrintWriter out = command.commandLine().getOut();
        out.println(json ? Json.text(result) : words);
        out.flush();
    }
}
