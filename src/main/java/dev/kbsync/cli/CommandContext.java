package dev.kbsync.cli;

import dev.kbsync.KbsyncApplication;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application without its console, schedules and file watching, for one command. */
final class CommandContext {

    private static final List<String> QUIET =
            List.of(
                    "--backstage=true",
                    "--kbsync.routes.reload=0s",
                    "--logging.level.dev.kbsync.routes=WARN",
                    "--camel.main.warn-on-early-shutdown=false",
                    "--spring.main.log-startup-info=false");

    private static final List<String> ONLY_LOOK =
            List.of(
                    "--kbsync.data.must-exist=true",
                    "--kbsync.routes.load=false",
                    "--logging.level.dev.kbsync=WARN");

    private CommandContext() {}

    /**
     * Starts it. From then on standard output is the command's alone: what the application logs
     * goes to standard error.
     *
     * @param more further properties, as {@code --name=value}
     * @throws RuntimeException if it cannot start; {@link StartFailure} knows the sentence for it
     */
    static ConfigurableApplicationContext open(String... more) {
        return start(Stream.concat(QUIET.stream(), Stream.of(more)));
    }

    /** The same without any route, and with nothing made that is not there. */
    static ConfigurableApplicationContext look(String... more) {
        return start(
                Stream.of(QUIET.stream(), ONLY_LOOK.stream(), Stream.of(more)).flatMap(x -> x));
    }

    private static ConfigurableApplicationContext start(Stream<String> settings) {
        System.setOut(System.err);
        return new SpringApplicationBuilder(KbsyncApplication.class)
                .web(WebApplicationType.NONE)
                .run(settings.toArray(String[]::new));
    }
}
