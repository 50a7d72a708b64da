package dev.kbsync.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The documents of a folder.
 *
 * @param files what they hold, by their paths
 */
record Documents(Map<String, byte[]> files) {

    /** Ids of the pages, and of the attached files, of which there is a document. */
    Set<String> ids() {
        return Folders.ids(files.keySet());
    }

    /** Where the documents of a page are; one that has moved has left nothing behind. */
    List<String> paths(String id) {
        return files.keySet().stream().filter(path -> Folders.id(path).equals(id)).toList();
    }

    boolean has(String path) {
        return files.containsKey(path);
    }

    String text(String path) {
        return new String(Objects.requireNonNull(files.get(path), path), StandardCharsets.UTF_8);
    }

    boolean isIn(String path, String space) {
        return text(path).contains("\nspace: \"" + space + "\"\n");
    }

    /** The paths that others do not have. */
    Set<String> pathsNotIn(Documents others) {
        Set<String> paths = new TreeSet<>(files.keySet());
        paths.removeAll(others.files.keySet());
        return paths;
    }

    boolean isAsIn(Documents others, String path) {
        return Arrays.equals(files.get(path), others.files.get(path));
    }
}
