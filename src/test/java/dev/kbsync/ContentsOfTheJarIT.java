package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The built jar says what it contains, and under which licenses. */
class ContentsOfTheJarIT {

    private static final String SBOM = "META-INF/sbom/application.cdx.json";
    private static final String TEXTS = "META-INF/third-party/";

    /** Names that are not SPDX ids, and the license of several that is used. */
    private static final Map<String, String> CHOSEN =
            Map.of("Mozilla Public License Version 1.1", "MPL-1.1");

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
            assumeTrue(jars.size() == 1, "the jar is built by ./mvnw verify");
            jar = new JarFile(jars.get(0).toFile());
            assumeTrue(jar.getEntry(SBOM) != null, "the list is made where Maven is online");
        }
    }

    @AfterEach
    void close() throws IOException {
        if (jar != null) {
            jar.close();
        }
    }

    @Test
    void everyLibraryIsListed() throws IOException {
        Set<String> listed =
                components().stream()
                        .map(c -> c.path("name").asText() + "-" + c.path("version").asText())
                        // Empty, so that Spring Boot leaves them out.
                        .filter(name -> !name.startsWith("spring-boot-starter"))
                        .collect(Collectors.toSet());

        assertThat(listed)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        names("BOOT-INF/lib/")
                                .map(name -> name.replace(".jar", ""))
                                // Added while the jar is made.
                                .filter(name -> !name.startsWith("spring-boot-jarmode"))
                                .toList());
    }

    @Test
    void everyLibraryHasTheTextOfItsLicense() throws IOException {
        List<String> without = new ArrayList<>();
        for (JsonNode component : components()) {
            String folder =
                    TEXTS
                            + component.path("name").asText()
                            + "-"
                            + component.path("version").asText()
                            + "-jar/";
            boolean own =
                    jar.stream()
                            .map(ZipEntry::getName)
                            .anyMatch(
                                    name ->
                                            name.startsWith(folder)
                                                    && name.toLowerCase(java.util.Locale.ROOT)
                                                            .contains("license"));
            if (!own && licenses(component).noneMatch(this::hasText)) {
                without.add(component.path("name").asText());
            }
        }

        assertThat(without).as("libraries without a license text in the jar").isEmpty();
        assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
    }

    @Test
    void theSimulatorIsNotInIt() {
        assertThat(jar.stream().map(ZipEntry::getName))
                .contains("BOOT-INF/classes/dev/kbsync/KbsyncApplication.class")
                .noneMatch(name -> name.contains("simulator"));
    }

    private boolean hasText(String license) {
        return jar.getEntry(TEXTS + "licenses/" + CHOSEN.getOrDefault(license, license) + ".txt")
                != null;
    }

    private static Stream<String> licenses(JsonNode component) {
        return Stream.concat(
                component.path("licenses").findValuesAsText("id").stream(),
                component.path("licenses").findValuesAsText("name").stream());
    }

    private List<JsonNode> components() throws IOException {
        List<JsonNode> components = new ArrayList<>();
        new ObjectMapper()
                .readTree(jar.getInputStream(jar.getEntry(SBOM)))
                .path("components")
                .forEach(components::add);
        return components;
    }

    private Stream<String> names(String folder) {
        return jar.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(folder) && name.endsWith(".jar"))
                .map(name -> name.substring(folder.length()));
    }
}
