package dev.kbsync.vault;

import dev.kbsync.site.OwnerFile;
import dev.kbsync.site.SetupException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

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
            Path fresh = OwnerFile.writeBeside(file, newKey());
            try {
                // A link fails if the name is taken: the second process uses the first one's key.
                Files.createLink(file, fresh);
            } catch (FileAlreadyExistsException e) {
                return;
            } finally {
                Files.deleteIfExists(fresh);
            }
            // What is sealed with a key must not outlive it.
            OwnerFile.syncNames(file);
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
            OwnerFile.replace(file, newKey() + "\n" + Files.readString(file));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static String newKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
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
