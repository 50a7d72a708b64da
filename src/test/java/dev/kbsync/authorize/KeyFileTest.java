package dev.kbsync.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.site.SetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    @TempDir private Path folder;

    @Test
    void aGeneratedKeyIsReadableByItsOwnerOnly() throws IOException {
        KeyFile file = new KeyFile(folder.resolve("vault.key"));

        VaultKey key = file.generate();

        assertThat(file.read().id()).isEqualTo(key.id());
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("vault.key"))))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whoComesSecondUsesTheFirstOnesKey() {
        KeyFile file = new KeyFile(folder.resolve("vault.key"));

        assertThat(file.generate().id()).isEqualTo(file.generate().id());
    }

    @Test
    void aFileThatHoldsNoKeyIsTold() throws IOException {
        Path path = Files.writeString(folder.resolve("vault.key"), "not a key");

        assertThatThrownBy(() -> new KeyFile(path).read())
                .isInstanceOf(SetupException.class)
                .hasMessageContaining(path.toString());
    }
}
