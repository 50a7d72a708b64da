package dev.kbsync.deliver;

import static dev.kbsync.deliver.DocumentFolder.isFile;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.kbsync.deliver.FileProfile.Part;
import dev.kbsync.page.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Puts documents into a folder and takes them out of it. What kbsync did not write there stays as
 * it is.
 */
@Component("fileShelf")
public class FileShelf {

    private static final Logger log = LoggerFactory.getLogger(FileShelf.class);

    /** Another thread may remove a folder that is empty while this one is about to write there. */
    private static final int TRIES = 5;

    /**
     * Writes a document, unless the delivery is a removal, and removes what must not lie in the
     * folder any more: {@link #write} and {@link #tidy}.
     *
     * @throws IOException if a file could not be written or deleted
     * @throws IllegalArgumentException if a path would leave the folder
     */
    public void keep(String folder, String profile, String chunks, Delivery delivery)
            throws IOException {
        if (!delivery.isRemoval()) {
            write(folder, profile, chunks, delivery);
        }
        tidy(folder, profile, chunks, delivery);
    }

    /**
     * Writes the files of a document, each under a temporary name that is then changed, so that
     * readers see whole files only. If that fails, the file that was there before stays, and
     * nothing else does.
     *
     * @param folder the knowledge base's folder
     * @param profile name of a {@link FileProfile}
     * @param chunks in which form chunks lie beside documents: none, or jsonl
     * @throws InTheWayException if there is something that kbsync did not write
     * @throws IOException if a file could not be written
     * @throws IllegalArgumentException if a path would leave the folder
     */
    public void write(String folder, String profile, String chunks, Delivery delivery)
            throws IOException {
        DocumentFolder documents = new DocumentFolder(folder);
        List<Part> parts = FileSet.of(profile, chunks).parts();
        for (Part part : parts) {
            // Before any is written: with a sidecar, whatever lies beside it would seem to be ours.
            refuseForeign(documents, delivery.at(part::path));
        }
        for (Part part : parts) {
            write(documents, delivery.at(part::path), part.content().apply(delivery));
        }
    }

    /** The same without chunks. */
    public void write(String folder, String profile, Delivery delivery) throws IOException {
        write(folder, profile, FileSet.NO_CHUNKS, delivery);
    }

    private static void refuseForeign(DocumentFolder documents, Delivery delivery)
            throws IOException {
        Path file = documents.locate(delivery.path());
        if (isForeign(documents, file, delivery)) {
            throw new InTheWayException(file);
        }
    }

    private static void write(DocumentFolder documents, Delivery delivery, String content)
            throws IOException {
        Path file = documents.locate(delivery.path());
        Path part = part(file);
        try {
            create(documents, part, content.getBytes(StandardCharsets.UTF_8));
            respell(documents, file, delivery);
            rename(part, file);
        } catch (InTheWayException e) {
            throw e; // What lies there is somebody else's.
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    private static void create(DocumentFolder documents, Path part, byte[] content)
            throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                Files.write(part, content, CREATE_NEW, WRITE, NOFOLLOW_LINKS);
                return;
            } catch (FileAlreadyExistsException e) {
                if (!isFile(part) || tries == TRIES) {
                    throw new InTheWayException(part);
                }
                Files.deleteIfExists(part); // A crash left it.
            } catch (NoSuchFileException e) {
                if (tries == TRIES) {
                    throw e;
                }
                documents.makeFoldersOf(part); // Usually they are there.
            }
        }
    }

    /** On a disk that ignores case, a file keeps its old spelling unless it is renamed itself. */
    private static void respell(DocumentFolder documents, Path file, Delivery delivery)
            throws IOException {
        for (String former : delivery.formerPaths()) {
            Optional<Path> old = documents.find(former);
            if (old.isPresent() && isSame(old.get(), file)) {
                rename(old.get(), file);
            }
        }
    }

    private static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Removes what must not lie in the folder any more: the page's former files, those of another
     * profile, and for a removal its present ones. Missing ones are fine; folders left empty go
     * too.
     *
     * @param folder the knowledge base's folder
     * @param profile name of a {@link FileProfile}
     * @param chunks in which form chunks lie beside documents: none, or jsonl
     * @throws IOException if a file could not be deleted
     * @throws IllegalArgumentException if a path would leave the folder
     */
    public void tidy(String folder, String profile, String chunks, Delivery delivery)
            throws IOException {
        DocumentFolder documents = new DocumentFolder(folder);
        FileSet present = FileSet.of(profile, chunks);
        List<Part> parts = new ArrayList<>(present.parts());
        Collections.reverse(parts); // A sidecar tells whose its document is, so it goes last.
        for (Part part : parts) {
            tidy(documents, delivery.at(part::path));
        }
        for (Part part : present.leftovers(delivery.path())) {
            removeLeftovers(documents, delivery.at(part::path).removed());
        }
    }

    /** The same without chunks. */
    public void tidy(String folder, String profile, Delivery delivery) throws IOException {
        tidy(folder, profile, FileSet.NO_CHUNKS, delivery);
    }

    private static void tidy(DocumentFolder documents, Delivery delivery) throws IOException {
        for (String path : outdated(delivery)) {
            try {
                remove(documents, documents.locate(path), delivery);
            } catch (InTheWayException e) {
                log.warn("No document was removed: {}", e.getMessage());
            }
        }
    }

    /** Others may have files under the names of profiles that are not in use. */
    private static void removeLeftovers(DocumentFolder documents, Delivery removal)
            throws IOException {
        for (String path : outdated(removal)) {
            Optional<Path> file = documents.find(path);
            if (file.isPresent() && !isForeign(documents, file.get(), removal)) {
                remove(documents, file.get(), removal);
            }
        }
    }

    private static List<String> outdated(Delivery delivery) {
        List<String> paths = new ArrayList<>(delivery.formerPaths());
        if (delivery.isRemoval()) {
            paths.add(delivery.path());
        }
        return paths;
    }

    private static void remove(DocumentFolder documents, Path file, Delivery delivery)
            throws IOException {
        if (!delivery.isRemoval() && isSame(file, documents.locate(delivery.path()))) {
            // Only the spelling differs, and the disk knows one file by both.
            return;
        }
        Path part = part(file);
        if (isFile(part)) {
            Files.delete(part);
        }
        if (isForeign(documents, file, delivery)) {
            throw new InTheWayException(file);
        }
        Files.deleteIfExists(file);
        documents.removeEmptyFoldersOf(file);
    }

    private static boolean isForeign(DocumentFolder documents, Path file, Delivery delivery)
            throws IOException {
        if (!isFile(file)) {
            return DocumentFolder.exists(file);
        }
        for (String path : delivery.ownPaths()) {
            Optional<Path> own = documents.find(path);
            if (own.isPresent() && Files.isSameFile(own.get(), file)) {
                return false;
            }
        }
        return !Letterhead.isOf(file, delivery.ref());
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        return isFile(one) && isFile(other) && Files.isSameFile(one, other);
    }

    private static Path part(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".part");
    }
}
