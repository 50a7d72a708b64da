package dev.kbsync.vault.store;

import dev.kbsync.site.OwnerFile;
import dev.kbsync.site.PrivateFolder;
import dev.kbsync.site.SetupException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A folder whose files only their owner may read, and which are replaced whole and one at a time.
 */
public final class OwnedFolder {

    /**
     * A file lock keeps processes apart, but not the threads of one: within a process the same
     * folder has the same lock, whoever asks.
     */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final Path folder;
    private final ReentrantLock threads;

    /** Something to do while nobody else changes the folder. */
    public interface Work {
        boolean run() throws IOException;
    }

    /**
     * @throws SetupException with one sentence, if the folder cannot be made or written
     */
    public OwnedFolder(Path path) {
        this.folder = path.toAbsolutePath().normalize();
        this.threads = THREADS.computeIfAbsent(folder, unused -> new ReentrantLock());
        try {
            PrivateFolder.create(folder);
            alone(() -> true);
        } catch (IOException e) {
            throw new SetupException(
                    "The folder of the token store, %s, cannot be written (%s); make it writable for this user or set kbsync.tokens.folder."
                            .formatted(folder, PrivateFolder.reason(e)),
                    e);
        }
    }

    public Path path() {
        return folder;
    }

    /** Does something alone; a process that dies meanwhile gives the lock back by that. */
    @SuppressWarnings("try") // The lock is held, not used.
    public boolean alone(Work work) throws IOException {
        threads.lock();
        try (FileChannel channel =
                        OwnerFile.open(
                                folder.resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            return work.run();
        } finally {
            threads.unlock();
        }
    }

    /** Replaces a file; readers see the old text or the new one, also after a crash. */
    public void write(Path file, String text) throws IOException {
        OwnerFile.replace(file, text);
    }

    public void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            OwnerFile.syncNames(file);
        }
    }
}
