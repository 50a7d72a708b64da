package dev.kbsync.vault;

import dev.kbsync.site.SetupException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Generated keys in a file that its owner alone can read: one a line, the newest first, which
 * seals; all open.
 */
public final class KeyFile {

    private final Path file;

    public KeyFile(Path file) {
        this.file = file;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /**
     * The keys in it, at least one.
     *
     * @throws SetupException if it cannot be read or holds no key
     */
    public List<VaultKey> read() {
        try {
            List<VaultKey> keys =
                    Files.readAllLines(file).stream()
                            .filter(line -> !line.isBlank())
                            .map(line -> VaultKey.parse(line, file.toString()))
                            .toList();
            return keys.isEmpty() ? List.of(VaultKey.parse("", file.toString())) : keys;
        } catch (IOException e) {
            throw new SetupException(
                    "The key file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Makes a first key. If two processes try at once, one makes it and both use that one.
     *
     * @throws SetupException if it cannot be written
     */
    public void generate() {
        try {
            Path fresh = write(newKey());
            try {
                // A link fails if the name is taken: the second process uses the first one's key.
                Files.createLink(file, fresh);
            } catch (FileAlreadyExistsException e) {
                return;
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Puts a new key before those that are there.
     *
     * @throws SetupException if it cannot be written
     */
    public void renew() {
        try {
            Path fresh = write(newKey() + "\n" + Files.readString(file));
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static String newKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private Path write(String text) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Path fresh = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        ownerOnly)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            // What is sealed with a key must not outlive it.
            channel.force(true);
        }
        return fresh;
    }

    private SetupException unwritable(IOException e) {
        return new SetupException(
                "The key file " + file + " cannot be written: " + e.getMessage(), e);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
