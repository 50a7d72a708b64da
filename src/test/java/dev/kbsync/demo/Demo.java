package dev.kbsync.demo;

import dev.kbsync.cli.Kbsync;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * kbsync together with a simulated Atlassian: what {@code ./mvnw spring-boot:test-run} starts. The
 * annotation is how that command finds this class among others with a {@code main}.
 */
@SpringBootApplication(scanBasePackageClasses = Demo.class, proxyBeanMethods = false)
public class Demo {

    private static final int PORT = 8502;

    private Demo() {}

    public static void main(String[] args) {
        Simulator atlassian = simulator();
        String site = atlassian.sites().get(0).url();
        String second = atlassian.sites().get(1).url();
        List<String> settings =
                List.of(
                        "--kbsync.atlassian.auth-url=" + atlassian.url(),
                        "--kbsync.atlassian.api-url=" + atlassian.url(),
                        "--kbsync.oauth.client-id=simulator-client",
                        "--kbsync.oauth.client-secret=simulator-secret",
                        "--kbsync.site.url=",
                        "--kbsync.sites.demo.url=" + site,
                        "--kbsync.sites.demo.email=demo@example.com",
                        "--kbsync.sites.demo.api-token=simulator-token",
                        "--kbsync.sites.demo.spaces=*",
                        "--kbsync.sites.second.url=" + second,
                        "--kbsync.schedule.changes=0/20 * * * * ?",
                        "--kbsync.schedule.full=10 * * * * ?",
                        "--kbsync.data.folder=target/demo");
        System.out.printf(
                """

                kbsync with a simulated Atlassian
                  simulated Confluence  %s/wiki   edit, rename, restrict or trash pages here
                  documents             ./knowledge-base/   follows within a minute
                  console               see the line "Console" below; there, open the site "second" and
                                        choose Authorize with Confluence

                """,
                site);
        Kbsync.main(Stream.concat(settings.stream(), Stream.of(args)).toArray(String[]::new));
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
}
