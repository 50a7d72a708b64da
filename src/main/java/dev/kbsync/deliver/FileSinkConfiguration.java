package dev.kbsync.deliver;

import dev.kbsync.page.DocumentPath;
import dev.kbsync.site.SetupException;
import dev.kbsync.site.Sites;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Checks at the start that documents can be written as files under the names they are to have. */
@Configuration(proxyBeanMethods = false)
class FileSinkConfiguration {

    /** A letter of many scripts, none of which is ASCII. */
    private static final String LETTERS = "é漢";

    /**
     * @throws SetupException with one sentence, if the setting names no safe, unique file
     */
    @Bean
    DocumentPath documentPath(FileSinkProperties properties) {
        try {
            return new DocumentPath(properties.name());
        } catch (IllegalArgumentException e) {
            throw new SetupException(
                    "kbsync.deliver.file.name=%s %s.".formatted(properties.name(), e.getMessage()));
        }
    }

    /** A process without a UTF-8 locale cannot name files after titles that are not ASCII. */
    @Bean
    InitializingBean fileNamesCheck(Sites sites, ConfiguredTargets targets) {
        return () -> {
            boolean files =
                    sites.all().stream()
                            .flatMap(site -> site.sinks().stream())
                            .anyMatch(targets::keepsFiles);
            if (files) {
                checkFileNames();
            }
        };
    }

    private static void checkFileNames() {
        try {
            Path unused = Path.of(LETTERS);
        } catch (InvalidPathException e) {
            throw new SetupException(
                    ("Files cannot be named after titles with letters beyond ASCII, since the locale's encoding is %s;"
                                    + " start kbsync with the environment variable LC_ALL=C.UTF-8 (cron: a line LC_ALL=C.UTF-8,"
                                    + " systemd: Environment=LC_ALL=C.UTF-8).")
                            .formatted(
                                    System.getProperty(
                                            "sun.jnu.encoding", Charset.defaultCharset().name())),
                    e);
        }
    }
}
