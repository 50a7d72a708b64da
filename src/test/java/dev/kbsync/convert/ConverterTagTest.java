package dev.kbsync.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.convert.handling.LinkStyle;
import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Documents are delivered again when the converter's tag changes, and only then. This compares the
 * golden documents with those of the time when the tag was recorded. After raising the tag, or for
 * a new case, run with {@code -Dgolden.record=true}; that never records a change without a new tag.
 */
class ConverterTagTest {

    private static final Path RECORDED = Golden.FOLDER.resolve("documents.sha256");

    /** A page and its documents, each as a hash. */
    private record Hashes(String storage, String documents) {}

    @Test
    void aChangedDocumentHasANewTag() throws IOException {
        Map<String, Hashes> present = present();
        List<String> lines = Files.readAllLines(RECORDED);
        if (tag(lines).equals(StorageConverter.TAG)) {
            recorded(lines)
                    .forEach(
                            (name, before) -> {
                                Hashes now = present.get(name);
                                if (now != null && now.storage().equals(before.storage())) {
                                    assertThat(now.documents())
                                            .as(
                                                    "The document of \"%s\" changed: raise StorageConverter.TAG",
                                                    name)
                                            .isEqualTo(before.documents());
                                }
                            });
        }
        if (Boolean.getBoolean("golden.record")) {
            Files.writeString(RECORDED, text(present));
        }
        assertThat(Files.readString(RECORDED))
                .as("Record the golden documents with -Dgolden.record=true")
                .isEqualTo(text(present));
    }

    @Test
    void whateverSettingChangesDocumentsIsInTheTag() {
        assertThat(
                        List.of(
                                tag(Format.MARKDOWN, LinkStyle.WEB, false, DocumentPath.DEFAULT),
                                tag(Format.TEXT, LinkStyle.WEB, false, DocumentPath.DEFAULT),
                                tag(Format.MARKDOWN, LinkStyle.FILE, false, DocumentPath.DEFAULT),
                                tag(Format.MARKDOWN, LinkStyle.WEB, true, DocumentPath.DEFAULT),
                                tag(
                                        Format.MARKDOWN,
                                        LinkStyle.WEB,
                                        false,
                                        new DocumentPath("{id}"))))
                .doesNotHaveDuplicates();
    }

    private static String tag(
            Format format, LinkStyle links, boolean properties, DocumentPath path) {
        return new ConvertConfiguration()
                .converterTag(new ConvertProperties(format, links, properties), path)
                .value();
    }

    private static String tag(List<String> lines) {
        return lines.get(0).replace("tag ", "");
    }

    private static Map<String, Hashes> recorded(List<String> lines) {
        Map<String, Hashes> hashes = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(" ", 3);
            hashes.put(parts[2], new Hashes(parts[0], parts[1]));
        }
        return hashes;
    }

    private static Map<String, Hashes> present() {
        Map<String, Hashes> hashes = new TreeMap<>();
        Golden.cases()
                .forEach(
                        name -> {
                            String storage = Golden.read(name, "storage.xml");
                            StringBuilder documents = new StringBuilder();
                            for (Format format : Format.values()) {
                                documents.append(Golden.convert(storage, format).text());
                            }
                            hashes.put(name, new Hashes(hash(storage), hash(documents.toString())));
                        });
        return hashes;
    }

    private static String text(Map<String, Hashes> hashes) {
        StringBuilder text = new StringBuilder("tag " + StorageConverter.TAG + "\n");
        hashes.forEach(
                (name, hash) ->
                        text.append(hash.storage() + " " + hash.documents() + " " + name + "\n"));
        return text.toString();
    }

    private static String hash(String text) {
        try {
            byte[] whole =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
