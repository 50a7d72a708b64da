package dev.kbsync.convert;

import dev.kbsync.page.Attachment;
import dev.kbsync.page.Block;
import dev.kbsync.page.Census;
import dev.kbsync.page.Comment;
import dev.kbsync.page.Document;
import dev.kbsync.page.Inclusions;
import dev.kbsync.page.Page;
import dev.kbsync.page.PageLinks.Made;
import dev.kbsync.page.PageRef;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Puts comments and lists of files at the end of a document. Every part is converted by itself, so
 * that no broken markup of one can swallow another.
 */
final class EndSections {

    private final StorageConverter converter;

    EndSections(StorageConverter converter) {
        this.converter = converter;
    }

    /**
     * @param inclusions what the comments include
     */
    Document appended(Document document, Inclusions inclusions) {
        List<Attachment> attachments = document.ref().details().attachments();
        List<Comment> comments = document.ref().details().comments();
        if (attachments.isEmpty() && comments.isEmpty()) {
            return document;
        }
        Joined joined = new Joined(document, inclusions);
        if (!attachments.isEmpty()) {
            joined.add("<h2>Attachments</h2>" + table(attachments), 0);
        }
        if (!comments.isEmpty()) {
            joined.add("<h2>Comments</h2>", 0);
        }
        for (Comment comment : comments) {
            joined.add(head(comment), 0);
            joined.add(comment.storage(), level(comment));
        }
        return joined.document();
    }

    private static int level(Comment comment) {
        return comment.reply() ? 4 : 3;
    }

    private static String head(Comment comment) {
        String level = "h" + level(comment);
        String author = comment.author().isBlank() ? "Somebody" : comment.author();
        String head =
                "<%s>%s, %s</%s>"
                        .formatted(
                                level,
                                escaped(author),
                                comment.at().atOffset(ZoneOffset.UTC).toLocalDate(),
                                level);
        return comment.marked().isBlank()
                ? head
                : head + "<blockquote><p>" + escaped(comment.marked()) + "</p></blockquote>";
    }

    private static String table(List<Attachment> attachments) {
        StringBuilder table =
                new StringBuilder(
                        "<table><tr><th>File</th><th>Type</th><th>Size</th><th>Version</th></tr>");
        for (Attachment file : attachments) {
            table.append(
                    "<tr><td><a href=\"%s\">%s</a></td><td>%s</td><td>%s</td><td>%d</td></tr>"
                            .formatted(
                                    escaped(file.webUrl()),
                                    escaped(file.name()),
                                    escaped(file.mediaType()),
                                    size(file.size()),
                                    file.version()));
        }
        return table.append("</table>").toString();
    }

    private static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " bytes";
        }
        return bytes < 1024 * 1024
                ? String.format(Locale.ROOT, "%.1f KB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A document that grows. */
    private final class Joined {

        private final PageRef ref;
        private final Inclusions inclusions;
        private final Document first;
        private final StringBuilder text;
        private final StringBuilder shelved;
        private final List<Block> outline;
        private final Set<Made> links;
        private Census census;

        Joined(Document first, Inclusions inclusions) {
            this.inclusions = inclusions;
            this.first = first;
            ref = first.ref();
            text = new StringBuilder(first.text());
            shelved = new StringBuilder(first.shelved());
            outline = new ArrayList<>(first.outline());
            links = new LinkedHashSet<>(first.links());
            census = first.census();
        }

        void add(String storage, int level) {
            Document part = converter.convert(new Page(ref, storage, inclusions), level);
            append(text, part.text());
            int before = text.length() - part.text().length();
            part.outline().forEach(block -> outline.add(block.appended(before)));
            append(shelved, part.shelved());
            links.addAll(part.links());
            census = census.plus(part.census());
        }

        private static void append(StringBuilder whole, String part) {
            if (!part.isEmpty()) {
                whole.append(whole.isEmpty() ? "" : "\n").append(part);
            }
        }

        Document document() {
            // However many parts it has, it is one page.
            Census onePage = new Census(census.counts(), census.warnings());
            return new Document(
                    ref,
                    first.format(),
                    text.toString(),
                    shelved.toString(),
                    List.copyOf(links),
                    onePage,
                    outline);
        }
    }
}
