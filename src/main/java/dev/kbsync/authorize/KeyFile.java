package dev.kbsync.authorize;

import dev.kbsync.site.SetupException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** A generated key in a file that its owner alone can read. */
final class KeyFile {

    private final Path file;

    KeyFile(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /**
     * @throws SetupException if it cannot be read or holds no key
     */
    VaultKey read() {
        try {
            return VaultKey.parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new SetupException(
                    "The key file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Makes a new key. If two processes try at once, one makes it and both use that one.
     *
     * @throws SetupException if it cannot be written
     */
    VaultKey generate() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Path fresh = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            try (var channel =
                    Files.newByteChannel(
                            fresh,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            ownerOnly)) {
                channel.write(java.nio.ByteBuffer.wrap(Base64.getEncoder().encode(key)));
            }
            try {
                // A link fails if the name is taken: whoever comes second uses the first one's key.
                Files.createLink(file, fresh);
            } catch (java.nio.file.FileAlreadyExistsException e) {
                return read();
            } finally {
                Files.deleteIfExists(fresh);
            }
            return read();
        } catch (IOException e) {
            throw new SetupException(
                    "The key file " + file + " cannot be made: " + e.getMessage(), e);
        }
    }
}
