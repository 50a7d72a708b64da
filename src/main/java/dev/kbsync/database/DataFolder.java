package dev.kbsync.database;

import dev.kbsync.site.PrivateFolder;
import dev.kbsync.site.SetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The folder of everything this instance keeps; nobody but its owner should look into it. */
@Component
public class DataFolder {

    private static final String SQLITE_TEMPORARY = "org.sqlite.tmpdir";
    private static final String JAVA_TEMPORARY = "java.io.tmpdir";

    private final Path folder;

    /**
     * @param mustExist whether a missing database is an error instead of being made, as commands
     *     that only look say
     * @throws SetupException with one sentence, if the folder cannot be made or written, or is
     *     missing although it must be there
     */
    DataFolder(
            DatabaseProperties properties,
            @Value("${kbsync.data.must-exist:false}") boolean mustExist) {
        this.folder = properties.folder().toAbsolutePath().normalize();
        if (mustExist && properties.sqlite() && !Files.exists(database())) {
            throw new SetupException(
                    "There is no kbsync data in %s; run this command in the folder kbsync runs in, or set kbsync.data.folder."
                            .formatted(folder));
        }
        try {
            PrivateFolder.create(folder);
            useForTemporaryFiles(PrivateFolder.create(temporary()));
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

    /** The SQLite file. */
    Path database() {
        return folder.resolve("kbsync.db");
    }

    /** For files that live no longer than the process. */
    public Path temporary() {
        return folder.resolve("tmp");
    }

    /**
     * The usual folder may be read-only, or closed to the native library of SQLite. Whoever starts
     * Java may choose others by these system properties.
     */
    private static void useForTemporaryFiles(Path temporary) {
        String chosen = System.getProperty(SQLITE_TEMPORARY);
        if (chosen == null || !Files.isDirectory(Path.of(chosen))) {
            System.setProperty(SQLITE_TEMPORARY, temporary.toString());
        }
        if (!Files.isWritable(Path.of(System.getProperty(JAVA_TEMPORARY)))) {
            System.setProperty(JAVA_TEMPORARY, temporary.toString());
        }
    }

    private SetupException unusable(@Nullable IOException cause) {
        return new SetupException(
                "The data folder %s cannot be written%s; make it writable for this user or set kbsync.data.folder."
                        .formatted(
                                folder,
                                cause == null ? "" : " (" + PrivateFolder.reason(cause) + ")"),
                cause);
    }
}
