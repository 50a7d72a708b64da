package dev.kbsync.deliver;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A folder of documents. It may be a link itself, but below it none is followed: one may lead
 * anywhere.
 */
public final class DocumentFolder {

    private final Path root;

    public DocumentFolder(String folder) {
        this.root = Path.of(folder).toAbsolutePath().normalize();
    }

    public Path root() {
        return root;
    }

    /**
     * The place of a path below the folder; there may be nothing.
     *
     * @throws IllegalArgumentException if the path leaves the folder
     * @throws InTheWayException if something leads elsewhere: a link, or a file that should be a
     *     folder
     */
    public Path locate(String path) throws InTheWayException {
        Path file = below(path);
        for (Path folder : foldersOf(file)) {
            if (!isFolder(folder) && exists(folder)) {
                throw new InTheWayException(folder);
            }
        }
        return file;
    }

    /**
     * The file at a path; empty if there is none, or if a link would lead to it.
     *
     * @throws IllegalArgumentException if the path leaves the folder
     */
    public Optional<Path> find(String path) {
        Path file = below(path);
        // In this order, because usually there is nothing.
        return isFile(file) && foldersOf(file).stream().allMatch(DocumentFolder::isFolder)
                ? Optional.of(file)
                : Optional.empty();
    }

    private Path below(String path) {
        Path file = root.resolve(path).normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw new IllegalArgumentException("The path " + path + " leaves the folder " + root);
        }
        return file;
    }

    /** Whether there is a file that is no link. */
    public static boolean isFile(Path path) {
        // The first asks without an exception where there is nothing, which is the usual case.
        return path.toFile().isFile() && Files.isRegularFile(path, NOFOLLOW_LINKS);
    }

    /** Whether there is anything, be it a link that leads nowhere. */
    static boolean exists(Path path) {
        return path.toFile().exists() || Files.isSymbolicLink(path);
    }

    /** Makes the folders that lead to a file. */
    public void makeFoldersOf(Path file) throws IOException {
        if (!Files.isDirectory(root)) {
            Files.createDirectories(root);
        }
        for (Path folder : foldersOf(file)) {
            try {
                if (!isFolder(folder)) {
                    Files.createDirectory(folder);
                }
            } catch (FileAlreadyExistsException e) {
                if (!isFolder(folder)) {
                    throw new InTheWayException(folder);
                }
            }
        }
    }

    /** Removes the folders that lead to a file, as far as nothing is in them. */
    public void removeEmptyFoldersOf(Path file) throws IOException {
        List<Path> inmostFirst = foldersOf(file);
        Collections.reverse(inmostFirst);
        for (Path folder : inmostFirst) {
            try {
                Files.delete(folder);
            } catch (DirectoryNotEmptyException | NoSuchFileException e) {
                return;
            }
        }
    }

    private List<Path> foldersOf(Path file) {
        List<Path> folders = new ArrayList<>();
        Path folder = root;
        Path below = root.relativize(file);
        for (int name = 0; name < below.getNameCount() - 1; name++) {
            folder = folder.resolve(below.getName(name));
            folders.add(folder);
        }
        return folders;
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, NOFOLLOW_LINKS);
    }
}
