package dev.kbsync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators edit files while routes run. */
class ReloadIT {

    private static final String ROUTE =
            """
            - route:
                id: deliver-to-word
                description: Says a word
                from:
                  uri: direct:deliver-to-word
                  steps:
                    - setBody: { constant: "%s" }
            """;

    @TempDir private Path folder;
    private Instance kbsync;
    private RouteFiles files;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder.resolve("routes"));
        write(ROUTE.formatted("one"));
        kbsync = Instance.in(folder).start();
        files = kbsync.bean(RouteFiles.class);
        assertThat(files.problems()).isEmpty();
    }

    @AfterEach
    void stop() {
        kbsync.close();
    }

    @Test
    void anEditedFileTakesEffect() throws IOException {
        assertThat(word()).isEqualTo("one");
        write(ROUTE.formatted("two"));

        assertThat(files.refresh()).isTrue();
        assertThat(word()).isEqualTo("two");
        assertThat(files.refresh()).isFalse();
    }

    @Test
    void ofABrokenFileTheLastGoodTextRunsOn() throws IOException {
        write(ROUTE.formatted("two").replace("setBody", "setBoddy"));
        files.refresh();

        assertThat(word()).isEqualTo("one");
        assertThat(files.problems().get("4-deliver-to-word.camel.yaml"))
                .contains("setBoddy", "line 7", "its last good text runs on");

        write(ROUTE.formatted("three"));
        files.refresh();
        assertThat(word()).isEqualTo("three");
        assertThat(files.problems()).isEmpty();
    }

    @Test
    void aMissingBeanDoesNotStopTheRouteThatRan() throws IOException {
        write(ROUTE.formatted("two") + "        - bean: { ref: noSuchBean, method: x }\n");
        files.refresh();

        assertThat(word()).isEqualTo("one");
        assertThat(files.problems().get("4-deliver-to-word.camel.yaml")).contains("noSuchBean");
    }

    @Test
    void anEmptyFileInTheMiddleOfBeingWrittenDoesNoHarm() throws IOException {
        write("");
        files.refresh();

        assertThat(word()).isEqualTo("one");
    }

    @Test
    void ofADeletedFileTheRoutesGo() throws IOException {
        Files.delete(folder.resolve("routes/4-deliver-to-word.camel.yaml"));
        files.refresh();

        assertThat(kbsync.bean(CamelContext.class).getRoute("deliver-to-word")).isNull();
        assertThat(kbsync.bean(CamelContext.class).getRoute("deliver-to-file")).isNotNull();
    }

    @Test
    void aRouteThatLeavesItsFileGoes() throws IOException {
        write(ROUTE.formatted("one") + ROUTE.formatted("x").replace("-word", "-other"));
        files.refresh();
        assertThat(kbsync.bean(CamelContext.class).getRoute("deliver-to-other")).isNotNull();

        write(ROUTE.formatted("one"));
        files.refresh();
        assertThat(kbsync.bean(CamelContext.class).getRoute("deliver-to-other")).isNull();
    }

    @Test
    void aChangeOfTheFailuresHoldsForEveryRoute() throws IOException {
        write(
                ROUTE.formatted("one")
                        .replace(
                                "setBody: { constant: \"one\" }",
                                "throwException: { exceptionType: java.io.IOException, message: x }"));
        Path failures = folder.resolve("routes/9-failures.camel.yaml");
        String text = Files.readString(failures);
        Files.writeString(
                failures,
                text.substring(0, text.indexOf("    onException:"))
                        + """
                            onException:
                              - onException:
                                  exception: [ java.lang.Exception ]
                                  handled: { constant: "true" }
                                  steps:
                                    - setBody: { constant: "handled anew" }
                        """);
        files.refresh();

        assertThat(files.problems()).isEmpty();
        assertThat(word()).isEqualTo("handled anew");
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("routes/4-deliver-to-word.camel.yaml"), text);
    }

    private String word() {
        return kbsync.bean(ProducerTemplate.class)
                .requestBody("direct:deliver-to-word", "", String.class);
    }
}
