package dev.kbsync.deliver;

import dev.kbsync.page.PageRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes a document that kbsync wrote by its first lines, also where the ledger does not know
 * of it, because it was lost or because the folder was brought from elsewhere.
 */
public final class Letterhead {

    private static final int BYTES = 8192;
    private static final int LINES = 10;

    private static final Pattern YAML = Pattern.compile("(?:  )?id: \"([A-Za-z0-9-]+)\"");

    private static final Pattern JSON =
            Pattern.compile(
                    "\\{\"(?:metadataAttributes\":\\{\"id|DocumentId|id)\":\"([A-Za-z0-9-]+)(?:#0)?\"");

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
        String mark;
        try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            mark = mark(content.readNBytes(BYTES));
        }
        return mark.equals(ref.documentId())
                || (mark.startsWith("http")
                        && List.of(mark.split("[^A-Za-z0-9]+", -1)).contains(ref.contentId()));
    }

    /**
     * By what a file tells whose document it is: an id, or the address of the page.
     *
     * @param start of the file
     * @return empty if it is none of kbsync's files
     */
    public static String mark(byte[] start) {
        String text = new String(start, StandardCharsets.UTF_8);
        if (text.startsWith("{")) {
            Matcher id = JSON.matcher(text);
            return id.lookingAt() ? id.group(1) : "";
        }
        List<String> head = text.lines().limit(LINES).toList();
        if (head.size() > 2 && head.get(0).equals("---")) {
            return head.stream()
                    .map(YAML::matcher)
                    .filter(Matcher::matches)
                    .map(id -> id.group(1))
                    .findFirst()
                    .orElse("");
        }
        return head.size() > 1 && head.get(1).startsWith("http") ? head.get(1) : "";
    }
}
