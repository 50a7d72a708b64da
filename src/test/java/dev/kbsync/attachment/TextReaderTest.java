package dev.kbsync.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.site.AttachmentProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Files are read by another process, which they may break. */
class TextReaderTest {

    @TempDir private Path folder;
    private TextReader reader = reader(Duration.ofSeconds(60), 64);

    private static TextReader reader(Duration timeout, int megabytes) {
        return new TextReader(
                new AttachmentProperties(
                        DataSize.ofMegabytes(100),
                        List.of("text/*"),
                        100_000_000,
                        timeout,
                        DataSize.ofMegabytes(megabytes)));
    }

    @AfterEach
    void end() throws IOException {
        reader.destroy();
    }

    private FileText read(String text) throws IOException {
        Path file = Files.write(folder.resolve("file"), text.getBytes(UTF_8));
        return reader.read(file, "a.txt", "text/plain");
    }

    private static List<ProcessHandle> processes() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }

    @Test
    void oneProcessReadsFileAfterFile() throws IOException {
        assertThat(read("first ü").xhtml()).contains("first ü");
        List<ProcessHandle> started = processes();
        assertThat(read("second").xhtml()).contains("second");

        assertThat(processes()).isEqualTo(started);
        reader.destroy();
        assertThat(started).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aProcessThatIsGoneIsReplaced() throws IOException {
        List<ProcessHandle> before = processes();
        read("first");
        processes().stream()
                .filter(process -> !before.contains(process))
                .forEach(ProcessHandle::destroyForcibly);

        assertThat(read("second").xhtml()).contains("second");
    }

    @Test
    void aFileThatNeedsTooMuchMemoryBreaksOnlyTheProcess() throws IOException {
        assertThatThrownBy(() -> read("x".repeat(60_000_000)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("kbsync.attachments.memory");
        assertThat(read("small").xhtml()).contains("small");
    }

    @Test
    void aFileThatTakesTooLongIsGivenUp() throws IOException {
        reader.destroy();
        reader = reader(Duration.ofMillis(1), 64);

        assertThatThrownBy(() -> read("x"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("kbsync.attachments.timeout");
    }
}
