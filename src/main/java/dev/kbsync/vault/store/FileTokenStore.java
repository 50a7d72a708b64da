package dev.kbsync.vault.store;

import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.database.Leases;
import dev.kbsync.site.SetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Credentials in a folder: one file for each entry, its version in the first line. Files are
 * replaced as a whole, after they have reached the disk, and only their owner can read them.
 */
public final class FileTokenStore implements TokenStore {

    private static final String ENTRY = ".entry";
    private static final String LEASE = ".lease";

    private final OwnedFolder folder;
    private final Clock clock;

    /**
     * @throws SetupException with one sentence, if the folder cannot be made or written
     */
    public FileTokenStore(Path folder, Clock clock) {
        this.folder = new OwnedFolder(folder);
        this.clock = clock;
    }

    @Override
    public Optional<SealedEntry> find(String id) {
        List<String> lines = read(file(id, ENTRY));
        return lines.size() < 2
                ? Optional.empty()
                : Optional.of(new SealedEntry(id, Long.parseLong(lines.get(0)), lines.get(1)));
    }

    @Override
    public List<String> ids() {
        try (Stream<Path> files = Files.list(folder.path())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENTRY))
                    .map(name -> name.substring(0, name.length() - ENTRY.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    @Override
    public boolean replace(SealedEntry entry) {
        return alone(
                () -> {
                    long present = find(entry.id()).map(SealedEntry::version).orElse(0L);
                    if (present != entry.version() - 1) {
                        return false;
                    }
                    folder.write(file(entry.id(), ENTRY), entry.version() + "\n" + entry.sealed());
                    return true;
                });
    }

    @Override
    public void remove(String id) {
        alone(
                () -> {
                    folder.delete(file(id, ENTRY));
                    return true;
                });
    }

    @Override
    public boolean acquire(String id, String holder, Duration length) {
        return alone(
                () -> {
                    Lease lease = lease(id);
                    boolean free =
                            lease == null
                                    || lease.holder().equals(holder)
                                    || lease.until() <= clock.millis()
                                    || Leases.knownDead(lease.holder());
                    if (free) {
                        long until = clock.millis() + length.toMillis();
                        folder.write(file(id, LEASE), until + "\n" + holder);
                    }
                    return free;
                });
    }

    @Override
    public void release(String id, String holder) {
        alone(
                () -> {
                    Lease lease = lease(id);
                    if (lease != null && lease.holder().equals(holder)) {
                        folder.delete(file(id, LEASE));
                    }
                    return true;
                });
    }

    private record Lease(long until, String holder) {}

    private @Nullable Lease lease(String id) {
        List<String> lines = read(file(id, LEASE));
        return lines.size() < 2 ? null : new Lease(Long.parseLong(lines.get(0)), lines.get(1));
    }

    private Path file(String id, String kind) {
        if (!id.matches("[A-Za-z0-9-]{1,100}")) {
            throw new IllegalArgumentException("No name for an entry: " + id);
        }
        return folder.path().resolve(id + kind);
    }

    private List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private boolean alone(OwnedFolder.Work work) {
        try {
            return folder.alone(work);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private UnavailableException unavailable(IOException e) {
        return new UnavailableException(
                "The token store, the folder %s, cannot be used (%s); check its rights and the space on its disk."
                        .formatted(folder.path(), e.getClass().getSimpleName()),
                e);
    }
}
