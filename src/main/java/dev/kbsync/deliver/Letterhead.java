package dev.kbsync.deliver;

import dev.kbsync.page.PageRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Recognizes a document that kbsync wrote by its first lines, also where the ledger does not know
 * of it, because it was lost or because the folder was brought from elsewhere.
 */
final class Letterhead {

    private static final int BYTES = 8192;
    private static final int LINES = 10;

    private Letterhead() {}

    /** Whether a file is the document of this page: its head names the id, or the address. */
    static boolean isOf(Path file, PageRef ref) throws IOException {
        List<String> head;
        try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            head =
                    new String(content.readNBytes(BYTES), StandardCharsets.UTF_8)
                            .lines()
                            .limit(LINES)
                            .toList();
        }
        if (head.size() > 2 && head.get(0).equals("---")) {
            return head.contains("id: \"" + ref.documentId() + "\"");
        }
        return head.size() > 1
                && head.get(1).startsWith("http")
                && List.of(head.get(1).split("[^A-Za-z0-9]+", -1)).contains(ref.contentId());
    }
}
