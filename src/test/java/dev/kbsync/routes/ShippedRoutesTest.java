package dev.kbsync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The shipped route files keep their own rules; that they run is tested elsewhere. */
class ShippedRoutesTest {

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRouteHasAnIdAndADescription(Path file) throws IOException {
        List<JsonNode> routes = new ArrayList<>();
        for (JsonNode entry : read(file)) {
            entry.properties().forEach(field -> routes.add(field.getValue()));
        }

        assertThat(routes)
                .isNotEmpty()
                .allSatisfy(route -> assertThat(route.path("description").asText()).isNotBlank());
        for (JsonNode entry : read(file)) {
            JsonNode route = entry.path("route");
            if (!route.isMissingNode()) {
                assertThat(route.path("id").asText()).matches("[a-z]+(-[a-z0-9]+)*");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aRouteIsNamedAfterItsFile(Path file) throws IOException {
        String name = file.getFileName().toString().replaceAll("^\\d-|\\.camel\\.yaml$", "");
        List<String> ids = new ArrayList<>();
        for (JsonNode entry : read(file)) {
            entry.properties().forEach(field -> ids.add(field.getValue().path("id").asText("")));
        }

        assertThat(ids)
                .as("ids in %s", file)
                .anyMatch(id -> id.startsWith(name) || name.equals("failures"));
    }

    @ParameterizedTest
    @MethodSource("flow")
    void everyStepHasAnIdAndEveryBeanSaysWhatGoesInAndOut(Path file) throws IOException {
        for (JsonNode steps : read(file).findValues("steps")) {
            for (JsonNode step : steps) {
                step.properties()
                        .forEach(
                                entry ->
                                        assertThat(entry.getValue().path("id").asText())
                                                .as("id of %s in %s", entry, file)
                                                .isNotBlank());
                JsonNode bean = step.path("bean");
                assertThat(bean.isMissingNode() || bean.has("description"))
                        .as("description of %s in %s", bean, file)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("flow")
    void aFileIsItsOwnManual(Path file) throws IOException {
        String manual =
                Files.readAllLines(file).stream()
                        .takeWhile(line -> line.startsWith("#"))
                        .collect(Collectors.joining("\n"));

        assertThat(manual).contains("# In: ", "# Out: ", "# May edit: ", "# Must stay: ");
    }

    /** What a file for a sink says is tested with the sinks. */
    static List<Path> flow() throws IOException {
        return files().stream().filter(file -> !file.toString().contains("4-deliver-to-")).toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void noScriptsAndNoLongExpressions(Path file) throws IOException {
        String text = Files.readString(file);

        assertThat(text).doesNotContain("groovy", "script:", "javascript", "joor");
        assertThat(text.lines().count()).as("lines of %s", file).isLessThanOrEqualTo(120);
    }

    private static JsonNode read(Path file) throws IOException {
        return new ObjectMapper().valueToTree(new Yaml().load(Files.readString(file)));
    }
}
