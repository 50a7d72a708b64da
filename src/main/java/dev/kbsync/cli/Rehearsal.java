package dev.kbsync.cli;

import dev.kbsync.KbsyncApplication;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Does once what kbsync usually does, in the working folder and without a network, so that the
 * classes for it are loaded. See {@link Installation}.
 */
final class Rehearsal {

    /** Makes the main program do this instead. */
    static final String COMMAND = "rehearse-for-the-archive";

    private static final Map<String, String> SETTINGS =
            Map.of(
                    // Nobody listens there.
                    "kbsync.sites.rehearsal.url", "http://localhost:1",
                    "kbsync.sites.rehearsal.email", "rehearsal@example.com",
                    "kbsync.sites.rehearsal.api-token", "rehearsal",
                    "kbsync.sites.rehearsal.spaces", "*",
                    "kbsync.site.url", "",
                    "kbsync.confluence.retries", "0",
                    "server.port", "0");

    private static final String PAGE =
            """
            <h1>Page</h1><p>Some <strong>text</strong> with a <a href="https://example.com">link</a>.</p>
            <ul><li>one</li><li>two</li></ul><table><tbody><tr><th>a</th><td>b</td></tr></tbody></table>
            <ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[x]]></ac:plain-text-body></ac:structured-macro>
            <ac:structured-macro ac:name="info"><ac:rich-text-body><p>note</p></ac:rich-text-body></ac:structured-macro>
            """;

    private Rehearsal() {}

    /**
     * @return the process's exit code: whether it came to its end, whatever the commands said
     */
    static int play() {
        SETTINGS.forEach(System::setProperty);
        Path page = Path.of("page.xml");
        try {
            serve();
            Files.writeString(page, PAGE);
        } catch (IOException e) {
            System.err.println(e);
            return 1;
        }
        KbsyncCommand.execute("convert", page.toString());
        // It fails, as it must where nobody listens; what it loads is the point.
        KbsyncCommand.execute("sync");
        KbsyncCommand.execute("status");
        return 0;
    }

    private static void serve() throws IOException {
        try (ConfigurableApplicationContext server =
                SpringApplication.run(KbsyncApplication.class)) {
            String port = server.getEnvironment().getRequiredProperty("local.server.port");
            URI login = URI.create("http://localhost:" + port + "/login");
            try (InputStream page = login.toURL().openStream()) {
                page.readAllBytes();
            }
        }
    }
}
