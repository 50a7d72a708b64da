package dev.kbsync.database;

import dev.kbsync.site.SetupException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.stereotype.Component;

/** The folder of everything this instance keeps; nobody but its owner may look into it. */
@Component
public class DataFolder {

    private final Path folder;

    /**
     * @throws SetupException with one sentence, if the folder cannot be made or written
     */
    DataFolder(DatabaseProperties properties) {
        this.folder = properties.folder().toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw unusable(e);
        }
        if (!Files.isWritable(folder)) {
            throw unusable(null);
        }
    }

    public Path path() {
        return folder;
    }

    private SetupException unusable(@org.jspecify.annotations.Nullable IOException cause) {
        return new SetupException(
                "The data folder %s cannot be written%s; make it writable for this user or set kbsync.data.folder."
                        .formatted(folder, cause == null ? "" : " (" + cause.getMessage() + ")"),
                cause);
    }
}
