package dev.kbsync.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What lies in the file sink's folder of an instance. */
final class Folders {

    private static final Pattern ID = Pattern.compile("-((?:att)?\\d+)\\.md$");

    private Folders() {}

    /**
     * Every document by its path below the knowledge base's folder.
     *
     * @param instance the folder of the instance
     */
    static Map<String, byte[]> read(Path instance) {
        Path kb = instance.resolve("kb");
        Map<String, byte[]> all = new TreeMap<>();
        if (Files.exists(kb)) {
            try (Stream<Path> files = Files.walk(kb)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (isUnfinished(file)) {
                        continue;
                    }
                    all.put(kb.relativize(file).toString(), Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    /** Files that are being written, or were when the writer was killed. */
    static List<String> unfinished(Path instance) {
        try (Stream<Path> files = Files.walk(instance.resolve("kb"))) {
            return files.filter(Folders::isUnfinished).map(Path::toString).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isUnfinished(Path file) {
        return file.getFileName().toString().endsWith(".part");
    }

    /** Ids of the pages, and of the attached files, whose documents these are. */
    static Set<String> ids(Set<String> paths) {
        Set<String> ids = new TreeSet<>();
        paths.forEach(path -> ids.add(id(path)));
        return ids;
    }

    static String id(String path) {
        Matcher id = ID.matcher(path);
        if (!id.find()) {
            throw new AssertionError("A file that is no document: " + path);
        }
        return id.group(1);
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
