package dev.kbsync.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.FileSystemUtils;

/**
 * Stands in for the folders of data and routes where kbsync has none yet, so that a command that
 * changes nothing makes none either.
 */
final class TemporaryFolders
        implements ApplicationContextInitializer<ConfigurableApplicationContext>, AutoCloseable {

    private @Nullable Path folder;

    /** Where the folders are; made when it is asked for. */
    Path folder() {
        Path made = folder;
        if (made == null) {
            try {
                made = Files.createTempDirectory("kbsync");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            folder = made;
        }
        return made;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment settings = context.getEnvironment();
        Map<String, Object> replaced = new HashMap<>();
        for (String name : new String[] {"data", "routes"}) {
            String key = "kbsync." + name + ".folder";
            if (!Files.exists(Path.of(settings.getProperty(key, name)))) {
                replaced.put(key, folder().resolve(name).toString());
            }
        }
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("temporary folders", replaced));
    }

    @Override
    public void close() {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
