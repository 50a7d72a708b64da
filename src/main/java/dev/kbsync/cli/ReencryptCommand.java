package dev.kbsync.cli;

import dev.kbsync.api.json.Json;
import dev.kbsync.vault.KeyRotation;
import dev.kbsync.vault.KeyRotation.Result;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Changes what stored credentials are encrypted with. */
@Command(
        name = "reencrypt",
        description =
                "Encrypts the stored credentials with the present key; exits 1 if one cannot be opened.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class ReencryptCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(names = "--new-key", description = "First generates a new key in the key file.")
    private boolean newKey;

    @Option(
            names = "--drop-unreadable",
            description =
                    "Removes credentials whose key is lost; their sites have to be authorized again.")
    private boolean dropUnreadable;

    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context =
                CommandContext.look("--kbsync.vault.unreadable=true")) {
            KeyRotation rotation = context.getBean(KeyRotation.class);
            if (newKey) {
                rotation.newKey();
            }
            Result result = rotation.reencrypt(dropUnreadable);
            PrintWriter out = spec.commandLine().getOut();
            if (json.wanted()) {
                out.println(Json.text(result));
            } else {
                print(out, result);
            }
            out.flush();
            return result.unreadable().isEmpty() || dropUnreadable ? 0 : 1;
        }
    }

    private void print(PrintWriter out, Result result) {
        out.printf(
                "%d encrypted with the present key, %d were already%n",
                result.encrypted(), result.already());
        result.unreadable()
                .forEach(
                        id ->
                                out.printf(
                                        "%s: no key opens it%s%n",
                                        id, dropUnreadable ? "; removed" : ""));
    }
}
