package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.site.SinkProperties;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** application.properties.example names every setting there is, and none that is not. */
class ExampleFileTest {

    private static final Path FILE = Path.of("application.properties.example");

    /** Settings of Spring and those read directly, beside the properties records. */
    private static final Set<String> DIRECT =
            Set.of(
                    "server.port",
                    "server.forward-headers-strategy",
                    "logging.level.dev.kbsync",
                    "kbsync.schedule.enabled");

    @Test
    void everySettingOfTheCodeIsThere() throws IOException {
        Set<String> missing = new TreeSet<>(declared());
        missing.removeAll(example());

        assertThat(missing).as("settings without a line in the example").isEmpty();
    }

    @Test
    void everyLineSetsSomethingThatExists() throws IOException {
        Set<String> unknown = new TreeSet<>(example());
        unknown.removeAll(declared());
        unknown.removeAll(DIRECT);
        unknown.removeAll(usedInRoutes());
        unknown.removeIf(key -> key.matches("kbsync\\.sinks\\.[a-z0-9-]+\\..*") && read(key));
        unknown.removeIf(key -> key.startsWith("kbsync.site."));

        assertThat(unknown).as("lines for settings that nothing reads").isEmpty();
    }

    @Test
    void everyParameterOfTheRoutesIsThere() throws IOException {
        Set<String> missing = new TreeSet<>(usedInRoutes());
        missing.removeAll(example());

        assertThat(missing).as("parameters of routes/ without a line in the example").isEmpty();
    }

    @Test
    void everySettingIsExplained() throws IOException {
        List<String> lines = Files.readAllLines(FILE);
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).matches("[a-z].*=.*")) {
                assertThat(lines.get(i - 1)).as("line above %s", lines.get(i)).isNotBlank();
            }
        }
    }

    private static Set<String> example() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(FILE)) {
            properties.load(reader);
        }
        return properties.stringPropertyNames();
    }

    /**
     * What the configuration metadata says of our records; a site's own keys stand for all sites,
     * the usual app's for all apps.
     */
    private static Set<String> declared() throws IOException {
        Set<String> keys = new HashSet<>();
        JsonNode metadata =
                new ObjectMapper()
                        .readTree(
                                Path.of(
                                                "target/classes/META-INF/spring-configuration-metadata.json")
                                        .toFile());
        for (JsonNode property : metadata.path("properties")) {
            keys.add(property.path("name").asText());
        }
        keys.remove("kbsync.sites");
        keys.remove("kbsync.sinks");
        keys.remove("kbsync.oauth.apps");
        return keys;
    }

    /** Whether a sink of any kind has such a setting, or a Kamelet says that it reads it. */
    private static boolean read(String key) {
        String name = key.replaceAll("^kbsync\\.sinks\\.[a-z0-9-]+\\.", "");
        return isComponent(SinkProperties.Sink.class, name.replaceAll("-", ""))
                || kamelets().contains("kbsync.sinks.<name>." + name);
    }

    private static boolean isComponent(Class<?> type, String path) {
        String[] parts = path.split("\\.", 2);
        return type.isRecord()
                && Stream.of(type.getRecordComponents())
                        .filter(common -> common.getName().equalsIgnoreCase(parts[0]))
                        .anyMatch(
                                common ->
                                        parts.length == 1
                                                || isComponent(common.getType(), parts[1]));
    }

    private static String kamelets() {
        try (Stream<Path> files = Files.list(Path.of("routes/kamelets"))) {
            StringBuilder texts = new StringBuilder();
            for (Path file : files.toList()) {
                texts.append(Files.readString(file));
            }
            return texts.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> usedInRoutes() throws IOException {
        Set<String> keys = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher matcher =
                        Pattern.compile("\\{\\{\\??([a-z][a-z0-9.-]*\\.[a-z.-]+)(:[^}]*)?}}")
                                .matcher(Files.readString(file));
                while (matcher.find()) {
                    keys.add(matcher.group(1));
                }
            }
        }
        return keys;
    }
}
