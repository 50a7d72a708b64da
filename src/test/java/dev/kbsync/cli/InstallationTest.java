package dev.kbsync.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where kbsync may be installed; {@link InstallIT} installs it. */
class InstallationTest {

    @TempDir private Path folder;

    @Test
    void theFolderOfTheJarItselfIsRefused() throws IOException {
        Path jar = Files.createFile(folder.resolve("kbsync.jar"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);

        assertThatThrownBy(() -> Installation.in(folder, jar))
                .hasMessageContaining("holds the jar that is to be installed");
        assertThatThrownBy(() -> Installation.in(link, jar))
                .hasMessageContaining("holds the jar that is to be installed");
    }
}
