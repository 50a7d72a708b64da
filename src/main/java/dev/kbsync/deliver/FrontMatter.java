package dev.kbsync.deliver;

import dev.kbsync.page.AttachedFile;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.ContentType;
import dev.kbsync.page.Readers;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The block of YAML at the head of a Markdown file. Strings are always double-quoted and keys flat:
 * readers of such folders load {@code yes}, {@code 0123} or {@code a: b} as something else, or not
 * at all.
 */
final class FrontMatter {

    /** Before the names of page properties, which must not be taken for names of ours. */
    static final String PROPERTY = "property.";

    private FrontMatter() {}

    /** Values are text, lists of it, numbers, and for keys below a key a map. */
    static String of(Map<String, Object> facts) {
        StringBuilder yaml = new StringBuilder("---\n");
        append(yaml, "", facts);
        return yaml.append("---\n").toString();
    }

    /** The metadata of a page with the names of those who may read it, a key for each list. */
    static Map<String, Object> all(PageRef ref, String site) {
        Map<String, Object> all = facts(ref, site);
        List<Readers> readers = ref.details().readers();
        for (int level = 0; level < readers.size(); level++) {
            all.put("readers_" + (level + 1), Restrictions.names(readers.get(level)));
        }
        return all;
    }

    /** The metadata of a page, in the order readers see it; lists hold strings. */
    static Map<String, Object> facts(PageRef ref, String site) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("title", ref.title());
        facts.put("id", ref.documentId());
        facts.put("source", ref.webUrl());
        facts.put("site", site);
        facts.put("space", ref.space());
        facts.put("type", type(ref.type()));
        facts.put("path", breadcrumb(ref));
        facts.put("version", ref.version());
        facts.put("author", ref.author());
        facts.put("updated", ref.modifiedAt().toString());
        facts.put("creator", ref.details().creator());
        Instant createdAt = ref.details().createdAt();
        facts.put("created", createdAt == null ? "" : createdAt.toString());
        facts.put("labels", ref.labels());
        AttachedFile file = ref.details().file();
        if (file != null) {
            facts.put("media_type", file.mediaType());
            facts.put("size", file.size());
            facts.put("attached_to", ref.cloudId() + "-" + file.pageId());
        }
        if (!ref.details().readers().isEmpty()) {
            facts.put("restricted", true);
        }
        ref.details().properties().forEach((name, value) -> facts.put(PROPERTY + name, value));
        return facts;
    }

    private static String type(ContentType type) {
        return switch (type) {
            case PAGE -> "page";
            case BLOG_POST -> "blogpost";
            case ATTACHMENT -> "attachment";
        };
    }

    private static String breadcrumb(PageRef ref) {
        return ref.ancestors().stream()
                .map(PageRef.Ancestor::title)
                .collect(Collectors.joining(" / "));
    }

    private static void append(StringBuilder yaml, String indent, Map<?, ?> facts) {
        facts.forEach((key, value) -> append(yaml, indent + key, indent, value));
    }

    private static void append(StringBuilder yaml, String key, String indent, Object value) {
        if (value instanceof Map<?, ?> map) {
            yaml.append(key).append(":\n");
            append(yaml, indent + "  ", map);
        } else if (value instanceof Collection<?> list) {
            if (!list.isEmpty()) {
                yaml.append(key).append(":\n");
                list.forEach(
                        item ->
                                yaml.append(indent)
                                        .append("  - ")
                                        .append(quoted(item.toString()))
                                        .append('\n'));
            }
        } else if (value instanceof String text) {
            if (!text.isEmpty()) {
                yaml.append(key).append(": ").append(quoted(text)).append('\n');
            }
        } else {
            yaml.append(key).append(": ").append(value).append('\n');
        }
    }

    /** A YAML 1.1 double-quoted scalar on one line. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints()
                .forEach(
                        codePoint -> {
                            if (codePoint == '"' || codePoint == '\\') {
                                quoted.append('\\').appendCodePoint(codePoint);
                            } else if (unprintable(codePoint)) {
                                quoted.append(
                                        codePoint > 0xFFFF
                                                ? "\\U%08X".formatted(codePoint)
                                                : "\\u%04X".formatted(codePoint));
                            } else {
                                quoted.appendCodePoint(codePoint);
                            }
                        });
        return quoted.append('"').toString();
    }

    /** What YAML does not allow as it is, or what would break the line or the eye. */
    private static boolean unprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}
