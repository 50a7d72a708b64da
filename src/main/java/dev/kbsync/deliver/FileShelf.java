package dev.kbsync.deliver;

import dev.kbsync.page.Delivery;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes files out of a folder of documents; the file component writes them, but cannot delete. */
@Component("fileShelf")
public class FileShelf {

    /**
     * Removes what must not lie in the folder any more: the page's former files, and for a removal
     * its present one. Missing ones are fine; folders left empty go too.
     *
     * @param folder the knowledge base's folder
     * @throws IOException if a file could not be deleted
     * @throws IllegalArgumentException if a path would leave the folder
     */
    public void tidy(String folder, Delivery delivery) throws IOException {
        Path root = Path.of(folder).toAbsolutePath().normalize();
        List<String> paths = new ArrayList<>(delivery.formerPaths());
        if (delivery.isRemoval()) {
            paths.add(delivery.path());
        }
        for (String path : paths) {
            Path file = root.resolve(path).normalize();
            if (!file.startsWith(root) || file.equals(root)) {
                throw new IllegalArgumentException(
                        "The path " + path + " leaves the folder " + root);
            }
            Files.deleteIfExists(file);
            removeEmpty(file.getParent(), root);
        }
    }

    private static void removeEmpty(@Nullable Path folder, Path root) throws IOException {
        Path empty = folder;
        while (empty != null && !empty.equals(root)) {
            try {
                Files.delete(empty);
            } catch (DirectoryNotEmptyException | NoSuchFileException e) {
                return;
            }
            empty = empty.getParent();
        }
    }
}
