package dev.kbsync.routes;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.NoSuchLanguageException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Something of Camel that a route file uses and kbsync does not bring.
 *
 * @param kind component, language or data format
 * @param name what route files call it
 */
record MissingPart(String kind, String name) {

    private static final Pattern DATA_FORMAT =
            Pattern.compile("Data format '(.+?)' could not be created");

    /** What Camel could not find, if that is what it failed at. */
    static Optional<MissingPart> of(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof NoSuchEndpointException endpoint && endpoint.getUri() != null) {
            return Optional.of(
                    new MissingPart("component", endpoint.getUri().replaceFirst("[:?].*", "")));
        }
        if (failure instanceof NoSuchLanguageException language) {
            return Optional.of(new MissingPart("language", language.getLanguage()));
        }
        Matcher format = DATA_FORMAT.matcher(message);
        return format.find()
                ? Optional.of(new MissingPart("data format", format.group(1)))
                : Optional.empty();
    }

    /** A clause for a person: what is missing, which jar has it, and where to put that. */
    String text() {
        return "kbsync brings no %s \"%s\"; check the name, or put %s.jar, and the jars it needs, into %s, and restart kbsync"
                .formatted(kind, name, jar(), folder());
    }

    private String jar() {
        @Nullable String version = CamelContext.class.getPackage().getImplementationVersion();
        return artifact() + (version == null ? "" : "-" + version);
    }

    private String artifact() {
        Properties others;
        try {
            others =
                    PropertiesLoaderUtils.loadProperties(
                            new ClassPathResource("camel-jars.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return others.stringPropertyNames().stream()
                .filter(
                        artifact ->
                                List.of(others.getProperty(artifact).split(",", -1)).contains(name))
                .findFirst()
                .orElse("camel-" + name);
    }

    private static String folder() {
        File jar = new ApplicationHome(MissingPart.class).getSource();
        return jar != null && jar.isFile()
                ? jar.toPath().resolveSibling("lib").toString()
                : "the folder lib beside kbsync's jar";
    }
}
