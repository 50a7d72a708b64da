package dev.kbsync.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder below {@code convert} is a case: what is in {@code storage.xml} must give what is in
 * {@code expected.md} and {@code expected.txt}. To write the expectations of a new case, run with
 * {@code -Dgolden.record=true} and read what was written.
 */
class GoldenTest {

    private static final boolean RECORD = Boolean.getBoolean("golden.record");

    @ParameterizedTest
    @MethodSource("dev.kbsync.convert.Golden#cases")
    void aPageGivesTheExpectedDocument(String name) throws IOException {
        String storage = Golden.read(name, "storage.xml");
        for (Format format : Format.values()) {
            Document document = Golden.convert(storage, format);
            Path expected = Golden.FOLDER.resolve(name).resolve("expected." + format.extension());
            if (RECORD) {
                Files.writeString(expected, document.text());
            }
            assertThat(document.text()).isEqualTo(Files.readString(expected));
        }
    }
}
