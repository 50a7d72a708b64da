package dev.kbsync.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The folder of route files as it is on disk. */
@Component
class RouteFolder {

    static final String ENDING = ".camel.yaml";

    private static final Logger log = LoggerFactory.getLogger(RouteFolder.class);

    /** The route configuration for failures holds only for routes loaded after it. */
    private static final Comparator<String> FAILURES_FIRST =
            Comparator.comparing((String name) -> !name.startsWith("9-failures"))
                    .thenComparing(Comparator.naturalOrder());

    private final Path folder;

    RouteFolder(RouteProperties properties) {
        this.folder = properties.folder().toAbsolutePath().normalize();
    }

    Path path() {
        return folder;
    }

    /** Copies the shipped route files into the folder if it does not exist or holds none. */
    void fillIfMissing() throws IOException {
        if (Files.isDirectory(folder) && !read().isEmpty()) {
            return;
        }
        Files.createDirectories(folder);
        Resource[] shipped =
                new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:routes/*" + ENDING);
        for (Resource resource : shipped) {
            try (InputStream in = resource.getInputStream()) {
                Files.copy(in, folder.resolve(List.of(resource.getFilename()).get(0)));
            }
        }
        log.info("{} held no routes; the shipped ones were written there", folder);
    }

    /** Every route file's name and text, in the order they must be loaded. */
    SortedMap<String, String> read() {
        SortedMap<String, String> files = new TreeMap<>(FAILURES_FIRST);
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.filter(p -> p.toString().endsWith(ENDING)).toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the route folder " + folder, e);
        }
        return files;
    }
}
