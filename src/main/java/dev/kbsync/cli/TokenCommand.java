package dev.kbsync.cli;

import dev.kbsync.api.token.AutomationToken;
import dev.kbsync.api.token.AutomationTokens;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.site.Secret;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tokens that programs send in place of the console's login. */
@Command(
        name = "token",
        description = "Makes, lists and revokes tokens for programs that use the API.",
        subcommands = {
            TokenCommand.Create.class,
            TokenCommand.ListAll.class,
            TokenCommand.Revoke.class
        },
        mixinStandardHelpOptions = true)
final class TokenCommand implements Runnable {

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the field.
    TokenCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name one of: create, list, revoke.");
    }

    /** A new one. */
    @Command(
            name = "create",
            description = "Makes a token and prints it; it is shown this once.",
            mixinStandardHelpOptions = true)
    @SuppressWarnings("NullAway.Init") // picocli fills the fields.
    static final class Create implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "What the token is called.")
        private String name;

        @Option(
                names = "--read-only",
                description = "It may only look; default: it may do all that the API can.")
        private boolean readOnly;

        @Mixin private JsonOption json;

        @Override
        public Integer call() {
            try (ConfigurableApplicationContext context = CommandContext.look()) {
                Secret token =
                        context.getBean(AutomationTokens.class)
                                .create(name, readOnly, "command line");
                context.getBean(Audit.class)
                        .record(
                                Kind.TOKEN_MADE,
                                "",
                                name.strip() + (readOnly ? ", read only" : ", full"));
                json.say(Map.of("name", name.strip(), "token", token.value()), token.value());
                return 0;
            }
        }
    }

    /** Those that there are. */
    @Command(
            name = "list",
            description = {
                "Lists tokens, a line each.",
                "Columns, separated by tabs: name, access, made by, made at, used last."
            },
            mixinStandardHelpOptions = true)
    @SuppressWarnings("NullAway.Init") // picocli fills the fields.
    static final class ListAll implements Callable<Integer> {

        @Mixin private JsonOption json;

        @Override
        public Integer call() {
            try (ConfigurableApplicationContext context = CommandContext.look()) {
                json.list(context.getBean(AutomationTokens.class).all(), ListAll::columns);
                return 0;
            }
        }

        private static List<Object> columns(AutomationToken token) {
            return List.of(
                    token.name(),
                    token.readOnly() ? "read only" : "full",
                    token.createdBy(),
                    token.createdAt(),
                    token.usedAt() == null ? "never" : String.valueOf(token.usedAt()));
        }
    }

    /** The end of one. */
    @Command(
            name = "revoke",
            description = "Revokes a token: nobody is let in with it any more.",
            mixinStandardHelpOptions = true)
    @SuppressWarnings("NullAway.Init") // picocli fills the fields.
    static final class Revoke implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "What the token is called.")
        private String name;

        @Mixin private JsonOption json;

        @Override
        public Integer call() {
            try (ConfigurableApplicationContext context = CommandContext.look()) {
                if (!context.getBean(AutomationTokens.class).revoke(name)) {
                    throw new IllegalStateException(
                            "There is no token called \"%s\"; \"token list\" shows those that there are."
                                    .formatted(name));
                }
                context.getBean(Audit.class).record(Kind.TOKEN_REVOKED, "", name);
                json.say(Map.of("number", 1), "revoked");
                return 0;
            }
        }
    }
}
