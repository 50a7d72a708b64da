package dev.kbsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.site.SetupException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Environment variables from mounted files, as Spring's own start applies them. */
class SecretFilesTest {

    @TempDir private Path folder;
    private final Map<String, Object> variables = new HashMap<>();

    /** Nothing but the settings. */
    static class Nothing {}

    private ConfigurableEnvironment settings(String... arguments) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                variables));
        SpringApplication application =
                new SpringApplicationBuilder(Nothing.class)
                        .environment(environment)
                        .web(WebApplicationType.NONE)
                        .logStartupInfo(false)
                        .build();
        try (ConfigurableApplicationContext context = application.run(arguments)) {
            return context.getEnvironment();
        }
    }

    private void mount(String variable, String content) throws IOException {
        Path file = folder.resolve(variable);
        Files.writeString(file, content);
        variables.put(variable + "_FILE", file.toString());
    }

    @Test
    void aFileIsTheVariableWhereverThatCounts() throws IOException {
        mount("CONFLUENCE_API_TOKEN", "a token\n");
        mount("KBSYNC_CONSOLE_PASSWORD", "pass word\r\n");
        mount("KBSYNC_DATA_PASSWORD", "of the database");
        mount("KBSYNC_SINKS_HTTP_TOKEN", " two\nlines \n\n");

        ConfigurableEnvironment settings = settings();

        assertThat(settings.getProperty("kbsync.site.api-token")).isEqualTo("a token");
        assertThat(settings.getProperty("kbsync.console.password")).isEqualTo("pass word");
        assertThat(settings.getProperty("kbsync.data.password")).isEqualTo("of the database");
        assertThat(Binder.get(settings).bind("kbsync.data.password", String.class).get())
                .isEqualTo("of the database");
        assertThat(settings.getProperty("kbsync.sinks.http.token"))
                .as("only the last line end is left out")
                .isEqualTo(" two\nlines \n");
    }

    /** As editors of Windows write it; sent with a secret, it would be a wrong one. */
    @Test
    void aByteOrderMarkIsNoPartOfASecret() throws IOException {
        mount("CONFLUENCE_API_TOKEN", "\uFEFFa token\r\n");

        assertThat(settings().getProperty("kbsync.site.api-token")).isEqualTo("a token");

        mount("CONFLUENCE_API_TOKEN", "\uFEFF\n");
        assertThatThrownBy(this::settings).hasMessageContaining("is empty");
    }

    @Test
    void aVariableThatIsSetAsWellIsRefused() throws IOException {
        mount("CONFLUENCE_API_TOKEN", "from the file");
        variables.put("CONFLUENCE_API_TOKEN", "hush");

        assertThatThrownBy(this::settings)
                .isInstanceOf(SetupException.class)
                .hasMessage(
                        "Both CONFLUENCE_API_TOKEN and CONFLUENCE_API_TOKEN_FILE are set; remove one of them.");

        variables.put("CONFLUENCE_API_TOKEN", "");
        assertThat(settings().getProperty("kbsync.site.api-token")).isEqualTo("from the file");
    }

    @ParameterizedTest
    @CsvSource({
        "no-such-file, does not exist",
        "a-folder, is a folder",
        "empty, is empty",
        "binary, is not text in UTF-8"
    })
    void aFileThatGivesNoSecretIsNamed(String file, String why) throws IOException {
        Files.createDirectory(folder.resolve("a-folder"));
        Files.writeString(folder.resolve("empty"), "\n");
        Files.write(folder.resolve("binary"), "\u00fc".getBytes(StandardCharsets.ISO_8859_1));
        variables.put("KBSYNC_VAULT_KEY_FILE", folder.resolve(file).toString());

        assertThatThrownBy(this::settings)
                .isInstanceOf(SetupException.class)
                .hasMessageContainingAll(
                        folder.resolve(file).toString(),
                        "KBSYNC_VAULT_KEY_FILE names " + why,
                        "mount the secret");
    }

    @Test
    void filesOfOtherProgramsAndEmptyNamesAreLeftAlone() {
        variables.put("SSL_CERT_FILE", "/no/such/file");
        variables.put("AWS_WEB_IDENTITY_TOKEN_FILE", "/no/such/file");
        variables.put("KBSYNC_VAULT_KEY_FILE", "");

        assertThat(settings().getProperty("SSL_CERT")).isNull();
    }

    @Test
    void springsOwnTreesOfFilesWorkBesideIt() throws IOException {
        mount("CONFLUENCE_API_TOKEN", "a token");
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Files.writeString(tree.resolve("kbsync.vault.key"), "a key\n");

        ConfigurableEnvironment settings =
                settings("--spring.config.import=configtree:" + tree + "/");

        assertThat(settings.getProperty("kbsync.vault.key")).isEqualTo("a key");
        assertThat(settings.getProperty("kbsync.site.api-token")).isEqualTo("a token");
    }

    @Test
    void aSettingOfTheCommandLineGoesFirst() throws IOException {
        mount("KBSYNC_CONSOLE_PASSWORD", "of the file");

        assertThat(
                        settings("--kbsync.console.password=typed")
                                .getProperty("kbsync.console.password"))
                .isEqualTo("typed");
    }
}
