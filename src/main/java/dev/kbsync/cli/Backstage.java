package dev.kbsync.cli;

import dev.kbsync.KbsyncApplication;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application without its console, schedules and file watching, for one command. */
final class Backstage {

    private static final List<String> QUIET =
            List.of(
                    "--kbsync.schedule.enabled=false",
                    "--kbsync.routes.reload=0s",
                    "--logging.level.dev.kbsync.routes=WARN",
                    "--spring.main.log-startup-info=false");

    private Backstage() {}

    /**
     * Starts it.
     *
     * @param more further properties, as {@code --name=value}
     * @throws RuntimeException with a {@link dev.kbsync.site.SetupException} among its causes, if
     *     kbsync is not set up rightly
     */
    static ConfigurableApplicationContext open(String... more) {
        return new SpringApplicationBuilder(KbsyncApplication.class)
                .web(WebApplicationType.NONE)
                .run(Stream.concat(QUIET.stream(), Stream.of(more)).toArray(String[]::new));
    }
}
