package dev.kbsync.routes;

import dev.kbsync.page.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
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

    /**
     * Those for failures first, because their route configuration holds only for routes that are
     * added later; then the Kamelets that others call. A copy comes after its original: "4-x"
     * before "4-x (copy)" and "4-x-old".
     */
    private static final Comparator<String> FAILURES_FIRST =
            Comparator.comparing((String name) -> !name.startsWith("9-failures"))
                    .thenComparing(name -> !Kamelets.isKamelet(name))
                    .thenComparing(RouteFolder::stem);

    /** Characters that would end a log line or steer a terminal. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private final Path folder;

    RouteFolder(RouteProperties properties) {
        this.folder = properties.folder().toAbsolutePath().normalize();
    }

    Path path() {
        return folder;
    }

    /** Where Kamelets lie that are the operator's own, or were changed. */
    Path kamelets() {
        return folder.resolve("kamelets");
    }

    /** Copies the shipped route files into the folder if it does not exist or holds none. */
    void fillIfMissing() throws IOException {
        if (Files.isDirectory(folder) && !read().isEmpty()) {
            return;
        }
        copy("classpath*:routes/*" + ENDING, folder);
        copy("classpath*:routes/kamelets/*" + Kamelets.ENDING, kamelets());
        log.info("{} held no routes; the shipped ones were written there", folder);
    }

    private static void copy(String shipped, Path target) throws IOException {
        Files.createDirectories(target);
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources(shipped)) {
            Path file = target.resolve(Objects.requireNonNull(resource.getFilename()));
            if (!Files.exists(file)) {
                try (InputStream in = resource.getInputStream()) {
                    Files.copy(in, file);
                }
            }
        }
    }

    /**
     * What the folder holds.
     *
     * @param texts every route file's name and text, in the order they must be loaded
     * @param unreadable why a file cannot be read, by the name to show
     */
    record Contents(SortedMap<String, String> texts, SortedMap<String, String> unreadable) {

        static final Contents NONE = new Contents(new TreeMap<>(), new TreeMap<>());

        /** Whether there is nothing but Kamelets. */
        boolean isEmpty() {
            return texts.keySet().stream().allMatch(Kamelets::isKamelet) && unreadable.isEmpty();
        }

        boolean holds(String name) {
            return texts.containsKey(name) || unreadable.containsKey(name);
        }
    }

    /**
     * @throws UncheckedIOException if the folder itself cannot be read
     */
    Contents read() {
        Contents contents =
                new Contents(new TreeMap<>(FAILURES_FIRST), new TreeMap<>(FAILURES_FIRST));
        readAll(folder, ENDING, contents);
        if (Files.isDirectory(kamelets())) {
            readAll(kamelets(), Kamelets.ENDING, contents);
        }
        return contents;
    }

    private void readAll(Path from, String ending, Contents contents) {
        try (Stream<Path> paths = Files.list(from)) {
            for (Path path : paths.filter(p -> p.toString().endsWith(ending)).toList()) {
                read(path, folder.relativize(path).toString().replace('\\', '/'), contents);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts of all readable route files; none if the folder cannot be read. */
    Collection<String> texts() {
        try {
            return Files.isDirectory(folder) ? read().texts().values() : List.of();
        } catch (UncheckedIOException e) {
            return List.of(); // Loading the routes tells.
        }
    }

    /** The texts of all Kamelets, those shipped and those in the folder. */
    List<String> kameletTexts() {
        List<String> texts = new ArrayList<>();
        try {
            PathMatchingResourcePatternResolver resolver =
                    new PathMatchingResourcePatternResolver();
            for (Resource shipped :
                    resolver.getResources("classpath*:routes/kamelets/*" + Kamelets.ENDING)) {
                texts.add(shipped.getContentAsString(StandardCharsets.UTF_8));
            }
            if (Files.isDirectory(kamelets())) {
                try (DirectoryStream<Path> own =
                        Files.newDirectoryStream(kamelets(), "*" + Kamelets.ENDING)) {
                    for (Path file : own) {
                        texts.add(Files.readString(file));
                    }
                }
            }
        } catch (IOException e) {
            log.debug("Not all Kamelets can be read", e); // Loading the routes tells.
        }
        return texts;
    }

    private static void read(Path path, String name, Contents contents) {
        if (UNPRINTABLE.matcher(name).find()) {
            contents.unreadable()
                    .put(OneLine.of(name), "its name holds control characters; rename the file");
            return;
        }
        try {
            contents.texts().put(name, Files.readString(path));
        } catch (CharacterCodingException e) {
            contents.unreadable().put(name, "it is not UTF-8; save it as UTF-8");
        } catch (IOException e) {
            contents.unreadable()
                    .put(name, "it cannot be read (%s)".formatted(e.getClass().getSimpleName()));
        }
    }

    /** A file's name without its ending. */
    static String stem(String name) {
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }
}
