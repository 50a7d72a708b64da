package dev.kbsync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds of sinks come from the operator's folder, from the jar, and from the public catalogue. */
class KameletIT {

    private static final String KAMELET =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata: { name: word-sink, labels: { camel.apache.org/kamelet.type: sink } }
            spec:
              definition:
                title: A word
                type: object
                required: [ word ]
                properties:
                  word: { title: Word, description: What is said, type: string }
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - setBody: { constant: "%s {{word}}" }
            """;

    private static final String ROUTE =
            """
            - route:
                id: deliver-to-word
                description: Says a word
                from:
                  uri: direct:deliver-to-word
                  steps:
                    - to: { uri: "%s", parameters: { word: "%s" } }
            """;

    @TempDir private Path root;

    private Path folder() {
        return root.resolve("with a blank");
    }

    private Path routes() {
        return folder().resolve("routes");
    }

    private void write(String kamelet, String word) throws IOException {
        Files.createDirectories(routes());
        Files.writeString(
                routes().resolve("4-deliver-to-word.camel.yaml"), ROUTE.formatted(kamelet, word));
    }

    private static String word(Instance kbsync) {
        return kbsync.bean(ProducerTemplate.class)
                .requestBody("direct:deliver-to-word", "", String.class);
    }

    @Test
    void anOperatorsOwnKindIsUsedAndItsRouteMayChange() throws IOException {
        write("kamelet:word-sink", "hello");
        Files.createDirectories(routes().resolve("kamelets"));
        Files.writeString(
                routes().resolve("kamelets/word-sink.kamelet.yaml"), KAMELET.formatted("say"));

        try (Instance kbsync = Instance.in(folder()).start()) {
            RouteFiles files = kbsync.bean(RouteFiles.class);
            assertThat(files.problems()).isEmpty();
            assertThat(word(kbsync)).isEqualTo("say hello");

            write("kamelet:word-sink", "good bye");
            files.refresh();
            assertThat(files.problems()).isEmpty();
            assertThat(word(kbsync)).isEqualTo("say good bye");

            write("kamelet:no-such-sink", "x");
            files.refresh();
            assertThat(word(kbsync)).isEqualTo("say good bye");
            assertThat(files.problems().values())
                    .singleElement()
                    .asString()
                    .contains("4-deliver-to-word.camel.yaml", "no-such-sink");
        }
    }

    @Test
    void thePublicCatalogueIsThere() throws IOException {
        write("kamelet:log-sink", "x");

        try (Instance kbsync = Instance.in(folder()).start()) {
            assertThat(kbsync.bean(RouteFiles.class).problems()).isEmpty();
        }
    }

    @Test
    void aFolderFromBeforeKameletsUsesThoseInTheJar() throws IOException {
        try (Instance kbsync = Instance.in(folder()).set("kbsync.routes.folder", old()).start()) {
            assertThat(kbsync.bean(RouteFiles.class).problems()).isEmpty();
            assertThat(kbsync.bean(CamelContext.class).getRoute("deliver-to-file")).isNotNull();
        }
    }

    /** Route files without the folder of Kamelets. */
    private Path old() throws IOException {
        Path old = Files.createDirectories(folder().resolve("old"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, old.resolve(file.getFileName()));
            }
        }
        return old;
    }

    @Test
    void anEmptyFolderGetsTheRoutesAndTheKindsThatComeWithKbsync() throws IOException {
        new RouteFolder(new RouteProperties(routes(), Duration.ZERO)).fillIfMissing();

        assertThat(routes().resolve("2-run.camel.yaml")).exists();
        assertThat(routes().resolve("kamelets/http-sink.kamelet.yaml"))
                .hasSameTextualContentAs(Path.of("routes/kamelets/http-sink.kamelet.yaml"));
    }
}
