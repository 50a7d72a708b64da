package dev.kbsync.demo;

import dev.kbsync.cli.Kbsync;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunStore;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.state.SiteWatch;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * kbsync together with a simulated Atlassian: what {@code ./mvnw -Pdemo} starts. The annotation is
 * how {@code spring-boot:test-run} finds this class among others with a {@code main}.
 */
@SpringBootApplication(scanBasePackageClasses = Demo.class, proxyBeanMethods = false)
public class Demo {

    private static final int PORT = 8502;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Demo() {}

    public static void main(String[] args) {
        Simulator atlassian = simulator();
        String[] settings =
                Stream.concat(settings(atlassian), Stream.of(args)).toArray(String[]::new);
        SpringApplication.withHook(
                application ->
                        new SpringApplicationRunListener() {
                            @Override
                            public void ready(
                                    ConfigurableApplicationContext context, Duration taken) {
                                awaitFirstRun(context.getBean(RunStore.class));
                                // It has something to say after a first run; here, not below.
                                context.getBean(SiteWatch.class).look();
                                greet(atlassian, context.getEnvironment());
                            }
                        },
                () -> Kbsync.main(settings));
    }

    /** On its usual ports if they are free, else on others. */
    private static Simulator simulator() {
        SimulatorOptions options = new SimulatorOptions().sites(2);
        try {
            return Simulator.start(options.port(PORT));
        } catch (UncheckedIOException taken) {
            return Simulator.start(options.port(0));
        }
    }

    private static Stream<String> settings(Simulator atlassian) {
        return Stream.of(
                "--kbsync.atlassian.auth-url=" + atlassian.url(),
                "--kbsync.atlassian.api-url=" + atlassian.url(),
                "--kbsync.oauth.client-id=simulator-client",
                "--kbsync.oauth.client-secret=simulator-secret",
                "--kbsync.site.url=",
                "--kbsync.sites.demo.url=" + atlassian.sites().get(0).url(),
                "--kbsync.sites.demo.email=demo@example.com",
                "--kbsync.sites.demo.api-token=simulator-token",
                "--kbsync.sites.demo.spaces=*",
                "--kbsync.sites.second.url=" + atlassian.sites().get(1).url(),
                "--kbsync.deliver.to=file,search",
                "--kbsync.schedule.changes=0/20 * * * * ?",
                "--kbsync.schedule.full=10 * * * * ?",
                "--kbsync.console.password=" + UUID.randomUUID().toString().substring(24),
                "--kbsync.data.folder=target/demo/data",
                // A line for every run would push the greeting off the screen.
                "--logging.level.dev.kbsync.run.RunCloser=WARN");
    }

    /** So that there is something to look at when the greeting says where. */
    private static void awaitFirstRun(RunStore runs) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until
                && runs.latest("demo", 1).stream()
                        .noneMatch(run -> run.state() != RunReport.State.RUNNING)) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static void greet(Simulator atlassian, Environment settings) {
        System.out.printf(
                """

                kbsync runs, with a simulated Atlassian beside it. Ctrl+C ends both.
                  documents             ./%s/
                  simulated Confluence  %s/wiki
                                        edit, rename, restrict or trash pages; the documents follow within a minute
                  console               http://localhost:%s   user %s, password %s
                                        search what was delivered; edit a page, and the answer changes
                                        open the site "second" and choose Authorize with Confluence
                """,
                settings.getProperty("kbsync.deliver.file.folder"),
                atlassian.sites().get(0).url(),
                settings.getProperty("local.server.port"),
                settings.getProperty("kbsync.console.user", "admin"),
                settings.getProperty("kbsync.console.password"));
    }
}
