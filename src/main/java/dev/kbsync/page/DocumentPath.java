package dev.kbsync.page;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Where a page's document lies in a folder: {@code <site>/<SPACE>/<readable-name>-<content id>.md}.
 * Whatever a title holds, the path stays inside, is unique by its id, and is a legal name on Linux,
 * macOS and Windows.
 */
public final class DocumentPath {

    /** File names may have 255 bytes; this leaves room for id, ending and a temporary prefix. */
    private static final int NAME_BYTES = 150;

    private DocumentPath() {}

    public static String of(String site, PageRef ref, Format format) {
        return "%s/%s/%s-%s.%s"
                .formatted(
                        site,
                        folder(ref),
                        readable(ref.title()),
                        ref.contentId().replaceAll("[^A-Za-z0-9]", ""),
                        format.extension());
    }

    /** The address of one page's document, seen from another's of the same site. */
    public static String between(PageRef from, PageRef to, Format format) {
        String path = of("", to, format);
        return folder(from).equals(folder(to))
                ? path.substring(path.lastIndexOf('/') + 1)
                : ".." + path;
    }

    private static String folder(PageRef ref) {
        return ref.space().replaceAll("[^A-Za-z0-9_~-]", "-");
    }

    /** Letters and digits of any script stay; everything between them becomes one dash. */
    private static String readable(String title) {
        String name =
                Normalizer.normalize(title, Normalizer.Form.NFC)
                        .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-")
                        .replaceAll("^-+|-+$", "");
        String cut = cut(name);
        return cut.isEmpty() ? "untitled" : cut;
    }

    /** Cuts between code points, never inside one. */
    private static String cut(String name) {
        StringBuilder kept = new StringBuilder();
        int bytes = 0;
        for (int codePoint : name.codePoints().toArray()) {
            bytes += Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > NAME_BYTES) {
                break;
            }
            kept.appendCodePoint(codePoint);
        }
        return kept.toString().replaceAll("-+$", "");
    }
}
