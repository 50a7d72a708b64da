package dev.kbsync.convert.render;

import dev.kbsync.convert.text.UrlText;
import dev.kbsync.convert.tree.Callout;
import dev.kbsync.page.Block;
import dev.kbsync.page.Block.Container;
import dev.kbsync.page.Block.Kind;
import dev.kbsync.page.Block.Leaf;
import dev.kbsync.page.Format;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.jspecify.annotations.Nullable;

/**
 * Notes where each block lies in the text while the text is written, so that nothing is written or
 * read twice for it.
 */
final class Outliner {

    private static final Pattern BLANKS = Pattern.compile("[\\s\u00a0]+");

    private final StringBuilder text;
    private final boolean markdown;
    private final Map<String, Integer> anchors = new HashMap<>();
    private Open open;

    /**
     * @param text where the document is written to
     */
    Outliner(StringBuilder text, Format format) {
        this.text = text;
        this.markdown = format == Format.MARKDOWN;
        this.open = new Open(new Document(), "");
    }

    /** The blocks of the document, once it is written. */
    List<Block> outline() {
        return open.inner;
    }

    /**
     * Notes a block.
     *
     * @param writing writes it
     */
    void block(org.commonmark.node.Block node, Runnable writing) {
        Open outer = open;
        open = new Open(node, outer.prefix());
        writing.run();
        Block closed = open.closed();
        if (closed.end() > closed.start()) {
            outer.inner.add(closed);
        }
        open = outer;
    }

    /** A block that is being written. */
    private final class Open {

        private final Node node;
        private final String outerPrefix;
        private final int from = text.length();
        private final List<Block> inner = new ArrayList<>();
        private @Nullable String prefix;

        Open(Node node, String outerPrefix) {
            this.node = node;
            this.outerPrefix = outerPrefix;
        }

        /** What the lines inside begin with, asked for when the first of them is about to come. */
        String prefix() {
            if (prefix == null) {
                prefix = outerPrefix + ownPrefix();
            }
            return prefix;
        }

        private String ownPrefix() {
            if (node instanceof BlockQuote) {
                return markdown ? "> " : "";
            }
            if (node instanceof ListItem) {
                int start = start();
                return " "
                        .repeat(
                                text.length()
                                        - (start == from ? from : start + outerPrefix.length()));
            }
            return "";
        }

        /** Blank lines before the first line come late: they are written with it. */
        private int start() {
            int start = from;
            int at = from;
            while (at < text.length() && text.charAt(at) == '\n') {
                start = at + 1;
                at = startsWithPrefix(start) ? start + outerPrefix.length() : start;
            }
            return start;
        }

        private boolean startsWithPrefix(int at) {
            int end = at + outerPrefix.length();
            return end <= text.length() && outerPrefix.contentEquals(text.subSequence(at, end));
        }

        Block closed() {
            int start = start();
            int end = text.length();
            // The document ends with its last words.
            while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
            if (node instanceof Heading heading) {
                String title = PlainText.of(heading).strip();
                return new Block.Heading(start, end, heading.getLevel(), title, anchor(title));
            }
            if (node instanceof TableBlock) {
                return new Leaf(Kind.TABLE, start, end, tableHead());
            }
            if (node instanceof FencedCodeBlock) {
                return new Leaf(Kind.CODE, start, end, markdown ? 1 : 0);
            }
            if (node instanceof ThematicBreak) {
                return new Leaf(Kind.RULE, start, end, 0);
            }
            Kind kind = container();
            return kind == Kind.PARAGRAPH
                    ? new Leaf(kind, start, end, 0)
                    : new Container(kind, start, end, head(), prefix(), inner);
        }

        private Kind container() {
            if (node instanceof Callout) {
                return Kind.CALLOUT;
            }
            if (node instanceof BlockQuote) {
                return Kind.QUOTE;
            }
            if (node instanceof ListBlock) {
                return Kind.LIST;
            }
            return node instanceof ListItem ? Kind.ITEM : Kind.PARAGRAPH;
        }

        private int head() {
            return node instanceof Callout callout && callout.isTitled() && inner.size() > 1
                    ? 1
                    : 0;
        }

        /** The header's lines; in plain text one without content is left out. */
        private int tableHead() {
            if (markdown) {
                return 2;
            }
            Node head = Objects.requireNonNull(node.getFirstChild());
            return TextTables.hasContent(head.getFirstChild()) ? 1 : 0;
        }
    }

    /** As Confluence Cloud forms it: hyphens for blanks, numbered from the second one on. */
    private String anchor(String title) {
        String plain = BLANKS.matcher(title).replaceAll("-");
        if (plain.isEmpty()) {
            return "";
        }
        int before = anchors.merge(plain, 1, Integer::sum) - 1;
        return UrlText.encoded(before == 0 ? plain : plain + "." + before);
    }
}
