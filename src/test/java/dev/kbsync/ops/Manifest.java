package dev.kbsync.ops;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A piece of a file below {@code src/ops}, read as YAML. What is asked for has to be there.
 *
 * @param value a map, a list or a scalar
 */
record Manifest(@Nullable Object value) {

    static final Path COMPOSE = Path.of("src/ops/compose.yaml");
    static final Path KUBERNETES = Path.of("src/ops/kubernetes.yaml");

    /** The documents of a file. */
    static List<Manifest> documents(Path file) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        List<Manifest> documents = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file)) {
            new Yaml(new SafeConstructor(strict))
                    .loadAll(reader)
                    .forEach(document -> documents.add(new Manifest(document)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    /** The one document of a kind and name. */
    static Manifest kubernetes(String kind, String name) {
        return documents(KUBERNETES).stream()
                .filter(each -> each.at("kind").text().equals(kind))
                .filter(each -> each.at("metadata", "name").text().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + kind + " " + name));
    }

    static Manifest pod() {
        return kubernetes("Deployment", "kbsync").at("spec", "template", "spec");
    }

    /** The container that runs kbsync. */
    static Manifest container() {
        return pod().at("containers").items().get(0);
    }

    static Manifest service() {
        return documents(COMPOSE).get(0).at("services", "kbsync");
    }

    Manifest at(String... path) {
        Object at = value;
        for (String key : path) {
            if (!(at instanceof Map<?, ?> map) || !map.containsKey(key)) {
                throw new AssertionError("No " + String.join(".", path) + " in " + value);
            }
            at = map.get(key);
        }
        return new Manifest(at);
    }

    boolean has(String key) {
        return value instanceof Map<?, ?> map && map.containsKey(key);
    }

    List<Manifest> items() {
        if (value instanceof List<?> list) {
            return list.stream().map(Manifest::new).toList();
        }
        throw new AssertionError("Not a list: " + value);
    }

    List<String> texts() {
        return items().stream().map(Manifest::text).toList();
    }

    List<String> keys() {
        if (value instanceof Map<?, ?> map) {
            return map.keySet().stream().map(String::valueOf).toList();
        }
        throw new AssertionError("Not a map: " + value);
    }

    String text() {
        return Objects.requireNonNull(value).toString();
    }
}
