package dev.kbsync.vault.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.database.Leases;
import dev.kbsync.site.SetupException;
import dev.kbsync.vault.store.TokenStore.SealedEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileTokenStoreTest extends TokenStoreContract {

    @TempDir private Path folder;

    @Override
    protected TokenStore store() {
        return new FileTokenStore(folder.resolve("tokens"), clock);
    }

    @Override
    protected TokenStore reopened() {
        return store();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerCanReadAnyOfIt() throws IOException {
        store().replace(new SealedEntry("grant-1", 1, "one"));
        store().acquire("grant-1", Leases.newHolder(), Duration.ofMinutes(1));

        try (var files = Files.walk(folder.resolve("tokens"))) {
            assertThat(files)
                    .hasSize(4)
                    .allSatisfy(
                            file ->
                                    assertThat(
                                                    PosixFilePermissions.toString(
                                                            Files.getPosixFilePermissions(file)))
                                            .endsWith("------"));
        }
    }

    @Test
    void aHalfWrittenFileOfACrashIsNoEntry() throws IOException {
        store().replace(new SealedEntry("grant-1", 1, "one"));
        Files.writeString(folder.resolve("tokens/.grant-1.entry.1234"), "2\ntw");

        assertThat(store().ids()).containsExactly("grant-1");
        assertThat(store().find("grant-1")).contains(new SealedEntry("grant-1", 1, "one"));
    }

    @Test
    void aNameCannotLeaveTheFolder() {
        assertThatThrownBy(() -> store().find("../grant-1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFolderThatCannotBeMadeStopsTheStart() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new FileTokenStore(file.resolve("tokens"), clock))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("kbsync.tokens.folder");
    }
}
