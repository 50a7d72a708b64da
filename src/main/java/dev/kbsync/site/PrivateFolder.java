package dev.kbsync.site;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folders for secrets. One that kbsync makes is closed to everybody but its owner; one that was
 * there keeps its rights, because they may be meant so: a volume often belongs to a group.
 */
public final class PrivateFolder {

    private static final Logger log = LoggerFactory.getLogger(PrivateFolder.class);
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

    private PrivateFolder() {}

    /** Makes the folder if it is missing; warns if it is there and others can look into it. */
    public static Path create(Path folder) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        if (Files.isDirectory(folder)) {
            if (posix) {
                warnIfOpen(folder);
            }
            return folder;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            return posix
                    ? Files.createDirectory(
                            folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY))
                    : Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(folder)) {
                return folder; // Another process was first.
            }
            throw e;
        }
    }

    /** A group may be meant to have rights; everybody hardly ever is. */
    private static void warnIfOpen(Path folder) throws IOException {
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(folder);
        if (rights.contains(PosixFilePermission.OTHERS_READ)
                || rights.contains(PosixFilePermission.OTHERS_WRITE)
                || rights.contains(PosixFilePermission.OTHERS_EXECUTE)) {
            log.warn(
                    "{} is open to every user of this machine ({}); close it with: chmod o= {}",
                    folder,
                    PosixFilePermissions.toString(rights),
                    folder);
        }
    }

    /** Why a file operation failed, in words; Java's own message may be no more than the path. */
    public static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        return failure instanceof FileSystemException known && known.getReason() != null
                ? known.getReason()
                : String.valueOf(failure.getMessage());
    }
}
