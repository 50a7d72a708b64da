package dev.kbsync.routes.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;

/** The Kamelets that routes can call: the operator's own, those shipped, the public catalogue. */
public final class KameletCatalog {

    private static final String ENDING = ".kamelet.yaml";

    private final Path folder;

    /**
     * The Kamelets beside and below some routes.
     *
     * @param routes the folder of routes
     */
    public KameletCatalog(Path routes) {
        this.folder = routes.resolve("kamelets");
    }

    /** A Kamelet by its id, such as {@code file-sink}. */
    public Optional<KameletDefinition> find(String id) {
        return text(id).flatMap(
                        text -> {
                            try {
                                return Optional.of(KameletDefinition.of(id, new Yaml().load(text)));
                            } catch (YAMLException e) {
                                return Optional.empty(); // Told where the file itself is checked.
                            }
                        });
    }

    /** Ids of the operator's own Kamelets and of those shipped. */
    public SortedSet<String> ids() {
        SortedSet<String> ids = new TreeSet<>();
        try {
            for (Resource shipped :
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:routes/kamelets/*" + ENDING)) {
                ids.add(Objects.requireNonNull(shipped.getFilename()).replace(ENDING, ""));
            }
            if (Files.isDirectory(folder)) {
                try (Stream<Path> own = Files.list(folder)) {
                    own.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(ENDING))
                            .forEach(name -> ids.add(name.replace(ENDING, "")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids;
    }

    /** What sinks of these Kamelets are called: {@code file} for {@code file-sink}. */
    public List<String> kinds() {
        return ids().stream()
                .filter(id -> id.endsWith("-sink"))
                .map(id -> id.substring(0, id.length() - "-sink".length()))
                .toList();
    }

    private Optional<String> text(String id) {
        if (!id.matches("[\\w-]+")) {
            return Optional.empty();
        }
        try {
            Path own = folder.resolve(id + ENDING);
            if (Files.isRegularFile(own)) {
                return Optional.of(Files.readString(own));
            }
            for (String place : new String[] {"/routes/kamelets/", "/kamelets/"}) {
                try (InputStream in =
                        KameletCatalog.class.getResourceAsStream(place + id + ENDING)) {
                    if (in != null) {
                        return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
