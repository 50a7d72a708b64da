package dev.kbsync.cli;

import dev.kbsync.site.SetupException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Environment variables from files, as secrets are mounted into containers: {@code X_FILE} names
 * the file whose content is {@code X}, for every {@code CONFLUENCE_} and {@code KBSYNC_} variable.
 */
public final class SecretFiles implements EnvironmentPostProcessor, Ordered {

    private static final Pattern NAME = Pattern.compile("((?:CONFLUENCE|KBSYNC)_.+)_FILE");

    /** By its ending Spring knows a source of environment variables, and reads names as such. */
    private static final String SOURCE =
            "files-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    /** Before Spring reads its configuration files, which may refer to the variables. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    /**
     * Adds what the files say before the environment variables.
     *
     * @throws SetupException if a variable is set as well, or its file cannot be read or is empty
     */
    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        MutablePropertySources sources = environment.getPropertySources();
        PropertySource<?> variables =
                sources.get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        if (!(variables instanceof SystemEnvironmentPropertySource real)) {
            return;
        }
        Map<String, Object> values = new TreeMap<>();
        for (String name : real.getPropertyNames()) {
            var file = NAME.matcher(name);
            String path = String.valueOf(real.getProperty(name));
            if (file.matches() && !path.isBlank()) {
                String variable = file.group(1);
                requireAlone(variable, real, name);
                values.put(variable, read(path, name));
            }
        }
        if (!values.isEmpty()) {
            sources.addBefore(
                    StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                    new SystemEnvironmentPropertySource(SOURCE, values));
        }
    }

    private static void requireAlone(
            String variable, SystemEnvironmentPropertySource variables, String name) {
        Object value = variables.getProperty(variable);
        if (value != null && !value.toString().isBlank()) {
            throw new SetupException(
                    "Both %s and %s are set; remove one of them.".formatted(variable, name));
        }
    }

    /**
     * Without the byte order mark and the line end that editors and tools leave behind; anything
     * else is part of it.
     */
    private static String read(String path, String name) {
        String why;
        try {
            String text =
                    Files.readString(Path.of(path))
                            .replaceFirst("\\A\\uFEFF", "")
                            .replaceFirst("\\r?\\n\\z", "");
            if (!text.isBlank()) {
                return text;
            }
            why = "is empty";
        } catch (NoSuchFileException | InvalidPathException e) {
            why = "does not exist";
        } catch (CharacterCodingException e) {
            why = "is not text in UTF-8";
        } catch (IOException e) {
            // Container engines make a folder where there is nothing to be mounted.
            why =
                    Files.isDirectory(Path.of(path))
                            ? "is a folder"
                            : "cannot be read (%s)".formatted(e.getClass().getSimpleName());
        }
        throw new SetupException(
                "The file %s that %s names %s; mount the secret there, or correct the name."
                        .formatted(path, name, why));
    }
}
