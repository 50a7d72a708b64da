package dev.kbsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator's own command line. */
class CommandLineTest {
    @TempDir private Path folder;

    private SimulatorOptions parse(String divider) {
        List<String> arguments = new ArrayList<>();
        for (String option :
                List.of(
                        "--port=0",
                        "--host=0.0.0.0",
                        "--sites=2",
                        "--scale=3",
                        "--pages=" + folder,
                        "--redirect-uri=https://app.example/cb?a=b",
                        "--enabled-scopes=search:confluence offline_access",
                        "--token-scopes=search:confluence",
                        "--token-lifetime=90",
                        "--leeway=PT1M",
                        "--index-delay=0",
                        "--zone=Asia/Tokyo",
                        "--quota=10")) {
            if (divider.equals("=")) {
                arguments.add(option);
            } else {
                arguments.addAll(Arrays.asList(option.split("=", 2)));
            }
        }
        arguments.add("--no-handbook");
        arguments.add("--verbose");
        return CommandLine.parse(arguments).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", " "})
    void everyOptionIsReadWithAnEqualsSignOrABlank(String divider) {
        SimulatorOptions options = parse(divider);
        assertThat(options.port()).isZero();
        assertThat(options.host()).isEqualTo("0.0.0.0");
        assertThat(options.sites()).isEqualTo(2);
        assertThat(options.scale()).isEqualTo(3);
        assertThat(options.pages()).containsExactly(folder);
        assertThat(options.redirectUris()).containsExactly("https://app.example/cb?a=b");
        assertThat(options.enabledScopes())
                .isEqualTo(Set.of("search:confluence", "offline_access"));
        assertThat(options.tokenScopes()).isEqualTo(Set.of("search:confluence"));
        assertThat(options.tokenLifetime()).hasSeconds(90);
        assertThat(options.leeway()).hasMinutes(1);
        assertThat(options.indexDelay()).isEqualTo(Duration.ZERO);
        assertThat(options.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(options.quota()).isEqualTo(10);
        assertThat(options.handbook()).isFalse();
        assertThat(options.verbose()).isTrue();
    }

    @Test
    void everyOptionInTheHelpIsKnown() {
        CommandLine.HELP
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("--[a-z-]+ [A-Z]+ .*"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .forEach(
                        name ->
                                assertThatThrownBy(() -> CommandLine.parse(List.of(name)))
                                        .hasMessageContaining("needs a value"));
        assertThat(CommandLine.parse(List.of("--help"))).isEmpty();
        assertThat(CommandLine.parse(List.of("--port=1", "-h"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port|--port needs a value",
                "--port=x|--port cannot be \"x\"",
                "--port=|--port cannot be \"\"",
                "--prot=8502|unknown option --prot;",
                "--verbose=yes|--verbose takes no value",
                "docs|unknown argument docs",
                "--pages=/no/such/folder|--pages cannot be \"/no/such/folder\"",
                "--zone=Nowhere|--zone cannot be \"Nowhere\"",
                "--leeway=soon|--leeway cannot be \"soon\""
            })
    void aMistakeIsNamed(String argument, String message) {
        assertThatThrownBy(() -> CommandLine.parse(List.of(argument)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
