package dev.kbsync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.Eventually;
import dev.kbsync.Instance;
import dev.kbsync.routes.check.Finding;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The edits that the page on routes shows do what it says, in a running program. */
class RouteEditsIT {

    @TempDir private Path folder;
    private Simulator atlassian;

    @SuppressWarnings("NullAway.Init") // Each test starts its own.
    private Instance kbsync;

    @BeforeEach
    void start() {
        atlassian = Simulator.start(SimulatorOptions.bare());
        SiteControl site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        site.addPage("ENG", "Guide", "<p>g</p>");
    }

    @AfterEach
    void stop() {
        kbsync.close();
        atlassian.close();
    }

    private Instance.Builder instance() {
        return Instance.in(folder).atlassian(atlassian).site(atlassian.sites().get(0));
    }

    @Test
    void aSecondFolderGetsTheSameDocuments() throws IOException {
        Path archive = folder.resolve("archive");
        kbsync = instance().set("kbsync.deliver.to", "file,archive").start();
        apply(
                "4-deliver-to-archive.camel.yaml",
                block("4-deliver-to-archive.camel.yaml")
                        .replace("folder: archive", "folder: \"" + archive + "\""));

        kbsync.full();

        try (Stream<Path> files = Files.walk(archive)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
        assertThat(kbsync.files()).hasSize(1);
    }

    @Test
    void aMessageIsSentWhenARunIsNotCompleteAndOnlyThen() throws IOException {
        kbsync = instance().set("kbsync.sites.demo.spaces", "ENG,NOSUCH").start();
        apply(
                "5-notify.camel.yaml",
                block("5-notify.camel.yaml")
                        .replace("log:dev.kbsync.messages?level=WARN", "mock:messages"));
        Path run = folder.resolve("routes/2-run.camel.yaml");
        String text = Files.readString(run);
        String close = "method: close(${variable.run})\n";
        assertThat(text).contains(close);
        apply(run.getFileName().toString(), text.replace(close, close + afterClose()));
        MockEndpoint messages =
                kbsync.bean(CamelContext.class).getEndpoint("mock:messages", MockEndpoint.class);

        kbsync.full();

        Eventually.assertThat(() -> messages.getReceivedCounter() == 1);
        assertThat(messages.getExchanges().get(0).getMessage().getBody(String.class))
                .startsWith("demo: ")
                .contains("NOSUCH");
    }

    /** The text that follows the name of a file on the page. */
    private static String block(String file) throws IOException {
        return find("`" + Pattern.quote(file) + "`:\n\n```yaml\n(.*?)```");
    }

    private static String afterClose() throws IOException {
        return find("with this step after `close`:\n\n```yaml\n(.*?)```");
    }

    private static String find(String pattern) throws IOException {
        Matcher matcher =
                Pattern.compile(pattern, Pattern.DOTALL)
                        .matcher(Files.readString(Path.of("src/site/markdown/routes.md")));
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private void apply(String file, String text) throws IOException {
        Files.writeString(folder.resolve("routes").resolve(file), text);
        RouteFiles files = kbsync.bean(RouteFiles.class);
        files.refresh();
        assertThat(files.problems()).isEmpty();
        assertThat(kbsync.bean(RouteCheck.class).check(folder.resolve("routes")))
                .filteredOn(Finding::isError)
                .isEqualTo(List.of());
    }
}
