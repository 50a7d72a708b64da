package dev.kbsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulator's jar needs nothing beside it. */
class SimulatorJarIT {

    private static final Pattern ADDRESS = Pattern.compile("API gateway +(http://\\S+)");

    private static Path jar() throws IOException {
        Path folder = Path.of("target/simulator");
        assumeTrue(Files.isDirectory(folder), "the jar is built by ./mvnw verify");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(f -> f.toString().endsWith("-simulator.jar")).toList();
            assumeTrue(jars.size() == 1, "the jar is built by ./mvnw verify");
            return jars.get(0);
        }
    }

    @Test
    @Timeout(60)
    void itServesOnItsOwn() throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                jar().toString(),
                                "--port",
                                "0")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader printed = process.inputReader()) {
            TestClient client = TestClient.of(address(printed)).basic("simulator-token");

            assertThat(client.get("/wiki/api/v2/spaces").json().findValuesAsText("key"))
                    .contains("HANDBOOK");
            assertThat(client.get("/_simulator/stats").json().path("requests").isMissingNode())
                    .isFalse();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String address(BufferedReader printed) throws IOException {
        for (String line = printed.readLine(); line != null; line = printed.readLine()) {
            Matcher found = ADDRESS.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new AssertionError("It ended without saying where it is.");
    }
}
