package dev.kbsync.convert.tree;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/**
 * Turns marked pieces into nested nodes that mean the same once written: a mark that Markdown could
 * not delimit there ({@code **"a"**b} is no strong text, as a quote mark meets a letter) gives up
 * its outer punctuation or, failing that, itself. Links are never split, the other marks nest by
 * length.
 */
final class Inlines {

    private static final Mark[] WRAPPING = {
        Mark.STRONG, Mark.EMPHASIS, Mark.STRIKETHROUGH, Mark.SUPERSCRIPT, Mark.SUBSCRIPT
    };

    private final Pieces pieces;
    private final Supplier<Node> lineBreak;
    private final BiConsumer<String, Link> anchors;

    /** Text not yet in a node. */
    private final Stretch text = new Stretch();

    /** What was written last. */
    private Side last = Side.BLANK;

    /** Whether that was a delimiter made of stars. */
    private boolean lastIsStar;

    private Inlines(
            List<Piece> pieces, Supplier<Node> lineBreak, BiConsumer<String, Link> anchors) {
        this.pieces = new Pieces(pieces);
        this.lineBreak = lineBreak;
        this.anchors = anchors;
    }

    /**
     * Appends inline nodes to a block.
     *
     * @param lineBreak makes the node for a line break there
     * @param anchors is given every link to an anchor of this page, to be resolved in the end
     */
    static void append(
            List<Piece> pieces,
            Node block,
            Supplier<Node> lineBreak,
            BiConsumer<String, Link> anchors) {
        if (pieces.size() == 1 && pieces.get(0).isPlainText()) {
            block.appendChild(new Text(pieces.get(0).text()));
            return;
        }
        Inlines inlines = new Inlines(pieces, lineBreak, anchors);
        inlines.build(new Span(0, inlines.pieces.size(), 0, null, Side.BLANK), block);
        inlines.flush(block);
    }

    private void build(Span span, Node parent) {
        int i = span.from();
        while (i < span.to()) {
            Piece piece = pieces.get(i);
            Target opens = span.opens(piece);
            if (piece.isBreak() || (opens == null && (!span.isMarked(piece) || piece.isBlank()))) {
                leaf(piece, parent);
                i++;
                continue;
            }
            int end = opens == null ? i : pieces.linkEnd(opens, i, span.to());
            Mark widest = null;
            for (Mark mark : WRAPPING) {
                boolean open = (piece.wraps() & ~span.done() & mark.bit()) != 0;
                int markEnd = open ? pieces.markEnd(mark, i, span) : i;
                if (markEnd > end) {
                    end = markEnd;
                    widest = mark;
                }
            }
            boolean written = true;
            if (widest != null) {
                Span marked = span.part(i, end, pieces.sideAt(end, span)).within(widest);
                written = mark(widest, marked, parent);
            } else if (opens != null) {
                link(opens, new Span(i, end, span.done(), opens, Side.PUNCTUATION), parent);
            }
            i = written ? end : i;
        }
    }

    private void leaf(Piece piece, Node parent) {
        Supplier<? extends Node> node = piece.node();
        if (piece.isText()) {
            text(piece.text());
        } else if (piece.isBreak()) {
            append(lineBreak.get(), parent, Side.BLANK);
        } else if (node != null) {
            append(node.get(), parent, Side.PUNCTUATION);
        } else if (text.isEmpty() && parent.getLastChild() instanceof Code before) {
            before.setLiteral(before.getLiteral() + piece.text());
        } else {
            append(new Code(piece.text()), parent, Side.PUNCTUATION);
        }
    }

    private void text(String string) {
        if (!string.isEmpty()) {
            text.append(string);
            wrote(Side.last(string));
        }
    }

    private void append(Node node, Node parent, Side side) {
        flush(parent);
        parent.appendChild(node);
        wrote(side);
    }

    private void flush(Node parent) {
        if (!text.isEmpty()) {
            parent.appendChild(new Text(text.take()));
        }
    }

    private void wrote(Side side) {
        last = side;
        lastIsStar = false;
    }

    private void link(Target target, Span content, Node parent) {
        Link link =
                target.onSite()
                        ? new SiteLink(target.address(), target.file())
                        : new Link(target.address(), null);
        String anchor = target.anchor();
        if (anchor != null) {
            anchors.accept(anchor, link);
        }
        fill(link, content, parent, false);
    }

    /** Writes a mark, or takes it from the pieces and returns false where it cannot be written. */
    private boolean mark(Mark mark, Span marked, Node parent) {
        if (mark == Mark.SUPERSCRIPT || mark == Mark.SUBSCRIPT) {
            fill(new Script(mark == Mark.SUPERSCRIPT), marked, parent, false);
            return true;
        }
        text(pieces.takeLeading(marked, last));
        String trailing = pieces.trailing(marked);
        Span rest = trailing.isEmpty() ? marked : marked.before(Side.first(trailing));
        Piece end = pieces.takeTrailing(marked, trailing);
        Node node = delimited(mark, rest);
        if (node != null) {
            fill(node, rest, parent, mark == Mark.STRONG || isStar(node));
            text(trailing);
            return true;
        }
        pieces.set(marked.to() - 1, end);
        if (pieces.giveUpInner(marked)) {
            return mark(mark, marked, parent);
        }
        pieces.giveUp(mark, marked);
        return false;
    }

    private void fill(Node node, Span content, Node parent, boolean star) {
        append(node, parent, Side.PUNCTUATION);
        lastIsStar = star;
        build(content.before(Side.PUNCTUATION), node);
        flush(node);
        last = Side.PUNCTUATION;
        lastIsStar = star;
    }

    /** The node for a mark; null if no delimiter would work. */
    private @Nullable Node delimited(Mark mark, Span marked) {
        Side first = pieces.first(marked);
        Side end = pieces.last(marked);
        boolean star = Side.starWorks(last, first) && Side.starWorks(marked.after(), end);
        if (mark == Mark.STRONG) {
            return star ? new StrongEmphasis("**") : null;
        }
        if (mark == Mark.STRIKETHROUGH) {
            return star ? new Strikethrough("~~") : null;
        }
        if (Side.underscoreWorks(last, first) && Side.underscoreWorks(marked.after(), end)) {
            return new Emphasis("_");
        }
        // Next to other stars one could be taken for part of them.
        boolean apart = !lastIsStar && marked.done() == Mark.EMPHASIS.bit();
        boolean plain = pieces.hasBareEnds(marked) && !pieces.isFollowedByMark(marked);
        return star && apart && plain ? new Emphasis("*") : null;
    }

    private static boolean isStar(Node node) {
        return node instanceof Emphasis emphasis && emphasis.getOpeningDelimiter().equals("*");
    }
}
