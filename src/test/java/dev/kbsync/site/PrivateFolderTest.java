package dev.kbsync.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rights of folders for secrets. */
class PrivateFolderTest {

    @TempDir private Path folder;

    @BeforeEach
    void requirePosix() {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    }

    @Test
    void aNewFolderIsItsOwnersAlone() throws IOException {
        assertThat(rights(PrivateFolder.create(folder.resolve("a/b")))).isEqualTo("rwx------");
    }

    @Test
    void theRightsOfAFolderThatWasThereStay() throws IOException {
        Path there = Files.createDirectory(folder.resolve("there"));
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxrwx---"));

        assertThat(rights(PrivateFolder.create(there))).isEqualTo("rwxrwx---");
    }

    /** A volume of root that belongs to a group, and a process of another user of that group. */
    @ParameterizedTest
    @CsvSource({"10001, 10001, 10001, 2775", "10001, 10001, 10001, 2770", "1000650000, 0, 0, 770"})
    void aFolderOfTheProcessesGroupIsEnough(String user, String group, String owner, String mode)
            throws Exception {
        assumeTrue(
                "root".equals(System.getProperty("user.name")) && run("setpriv", "--version") == 0,
                "only root can be another user");
        Path volume = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(run("chown", "0:" + owner, volume.toString())).isZero();
        assertThat(run("chmod", mode, volume.toString())).isZero();
        List<String> command = new ArrayList<>(List.of("setpriv", "--reuid=" + user));
        command.addAll(List.of("--regid=" + group, "--clear-groups"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", readableClassPath(), Visitor.class.getName()));
        command.add(volume.toString());

        assertThat(run(command.toArray(String[]::new))).isZero();
        assertThat(volume.resolve("secret")).exists();
        assertThat(rights(volume.resolve("tmp"))).isEqualTo("rwx------");
    }

    /** What the application does with its data folder, as another user. */
    static final class Visitor {

        private Visitor() {}

        public static void main(String[] args) throws IOException {
            Path folder = PrivateFolder.create(Path.of(args[0]));
            PrivateFolder.create(folder.resolve("tmp"));
            Files.writeString(folder.resolve("secret"), "x");
        }
    }

    /** The libraries of this build may lie where nobody else can read them. */
    private String readableClassPath() throws IOException {
        Path copies = Files.createDirectory(folder.resolve("classes"));
        for (Class<?> type : List.of(PrivateFolder.class, Visitor.class)) {
            String name = type.getName().replace('.', '/') + ".class";
            Path copy = copies.resolve(name);
            Files.createDirectories(copy.getParent());
            try (var in = type.getClassLoader().getResourceAsStream(name)) {
                Files.write(copy, in.readAllBytes());
            }
        }
        List<String> path = new ArrayList<>(List.of(copies.toString()));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.matches(".*/(slf4j-api|logback-\\w+)-[^/]*\\.jar")) {
                Path copy = folder.resolve(Path.of(entry).getFileName());
                Files.copy(Path.of(entry), copy);
                path.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, path);
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static int run(String... command) throws Exception {
        try {
            return new ProcessBuilder(Arrays.asList(command)).inheritIO().start().waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}
