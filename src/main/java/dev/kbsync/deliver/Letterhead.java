package dev.kbsync.deliver;

import dev.kbsync.page.PageRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Recognizes a document that kbsync wrote by its first lines, also where the ledger does not know
 * of it, because it was lost or because the folder was brought from elsewhere.
 */
final class Letterhead {

    private static final int BYTES = 8192;
    private static final int LINES = 10;

    private Letterhead() {}

    /**
     * Whether a file is the document of this page: its head names the id, or the address; or it is
     * a sidecar that names the id, or has one.
     */
    static boolean isOf(Path file, PageRef ref) throws IOException {
        Path sidecar = file.resolveSibling(file.getFileName() + FileProfile.SIDECAR);
        return saysSo(file, ref) || (DocumentFolder.isFile(sidecar) && saysSo(sidecar, ref));
    }

    private static boolean saysSo(Path file, PageRef ref) throws IOException {
        String start;
        try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            start = new String(content.readNBytes(BYTES), StandardCharsets.UTF_8);
        }
        String id = "\"" + ref.documentId() + "\"";
        if (start.startsWith("{")) {
            return Stream.of("{\"metadataAttributes\":{\"id\":", "{\"DocumentId\":", "{\"id\":")
                    .anyMatch(key -> start.startsWith(key + id));
        }
        List<String> head = start.lines().limit(LINES).toList();
        if (head.size() > 2 && head.get(0).equals("---")) {
            return head.contains("id: " + id) || head.contains("  id: " + id);
        }
        return head.size() > 1
                && head.get(1).startsWith("http")
                && List.of(head.get(1).split("[^A-Za-z0-9]+", -1)).contains(ref.contentId());
    }
}
