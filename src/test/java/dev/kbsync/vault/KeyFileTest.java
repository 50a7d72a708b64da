package dev.kbsync.vault;

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

        file.generate();

        assertThat(file.read()).hasSize(1);
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

        file.generate();
        String first = file.read().get(0).id();
        file.generate();

        assertThat(file.read()).extracting(VaultKey::id).containsExactly(first);
    }

    @Test
    void aNewKeyStandsBeforeTheOldOnesWhichStay() throws IOException {
        KeyFile file = new KeyFile(folder.resolve("vault.key"));
        file.generate();
        String first = file.read().get(0).id();

        file.renew();

        assertThat(file.read()).hasSize(2);
        assertThat(file.read().get(0).id()).isNotEqualTo(first);
        assertThat(file.read().get(1).id()).isEqualTo(first);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("vault.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatHoldsNoKeyIsTold() throws IOException {
        Path path = Files.writeString(folder.resolve("vault.key"), "not a key");

        assertThatThrownBy(() -> new KeyFile(path).read())
                .isInstanceOf(SetupException.class)
                .hasMessageContaining(path.toString());
    }
}
