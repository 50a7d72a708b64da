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

    private CommandContext() {}

    /**
     * Starts it. From then on standard output is the command's alone: what the application logs
     * goes to standard error.
     *
     * @param more further properties, as {@code --name=value}
     * @throws RuntimeException if it cannot start; {@link StartFailure} knows the sentence for it
     */
    static ConfigurableApplicationContext open(String... more) {
        return start(application(), more);
    }

    /** The same where kbsync has no data or no routes yet, without making them. */
    static ConfigurableApplicationContext open(TemporaryFolders folders, String... more) {
        return start(application().initializers(folders), more);
    }

    /** Starts only what reads what is stored. A missing database is an error; nothing is made. */
    static ConfigurableApplicationContext look(String... more) {
        return lookAt(
                ReadingApplication.class,
                Stream.concat(
                                Stream.of(
                                        "--kbsync.data.must-exist=true",
                                        "--logging.level.dev.kbsync=WARN"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    /** Starts what searches the index, and nothing else. */
    static ConfigurableApplicationContext search() {
        return lookAt(SearchingApplication.class, "--logging.level.dev.kbsync=ERROR");
    }

    private static ConfigurableApplicationContext lookAt(Class<?> application, String... settings) {
        // It would load in the background what these commands do not need.
        System.setProperty("spring.backgroundpreinitializer.ignore", "true");
        return start(new SpringApplicationBuilder(application).lazyInitialization(true), settings);
    }

    private static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(KbsyncApplication.class);
    }

    private static ConfigurableApplicationContext start(
            SpringApplicationBuilder application, String... settings) {
        System.setOut(System.err);
        return application
                .web(WebApplicationType.NONE)
                .run(Stream.concat(QUIET.stream(), Stream.of(settings)).toArray(String[]::new));
    }
}
