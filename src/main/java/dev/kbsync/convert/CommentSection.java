package dev.kbsync.convert;

import dev.kbsync.page.Census;
import dev.kbsync.page.Comment;
import dev.kbsync.page.Document;
import dev.kbsync.page.Page;
import dev.kbsync.page.PageLinks.Made;
import dev.kbsync.page.PageRef;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts what hangs on a page at the end of its document. Every part is converted by itself, so that
 * no broken markup of one can swallow another.
 */
final class CommentSection {

    private final StorageConverter converter;

    CommentSection(StorageConverter converter) {
        this.converter = converter;
    }

    Document appended(Document document) {
        List<Comment> comments = document.ref().details().comments();
        if (comments.isEmpty()) {
            return document;
        }
        Joined joined = new Joined(document);
        joined.add("<h2>Comments</h2>");
        for (Comment comment : comments) {
            joined.add(head(comment));
            joined.add(comment.storage());
        }
        return joined.document();
    }

    private static String head(Comment comment) {
        String level = comment.reply() ? "h4" : "h3";
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

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A document that grows. */
    private final class Joined {

        private final PageRef ref;
        private final Document first;
        private final StringBuilder text;
        private final StringBuilder shelved;
        private final Set<Made> links;
        private Census census;

        Joined(Document first) {
            this.first = first;
            ref = first.ref();
            text = new StringBuilder(first.text());
            shelved = new StringBuilder(first.shelved());
            links = new LinkedHashSet<>(first.links());
            census = first.census();
        }

        void add(String storage) {
            Document part = converter.convert(new Page(ref, storage));
            append(text, part.text());
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
                    onePage);
        }
    }
}
