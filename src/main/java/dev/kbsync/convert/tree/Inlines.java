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

    private final Piece[] pieces;
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
        this.pieces = pieces.stream().flatMap(Piece::withBlanksApart).toArray(Piece[]::new);
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
        inlines.build(new Span(0, inlines.pieces.length, 0, null, Side.BLANK), block);
        inlines.flush(block);
    }

    /**
     * A stretch of pieces and what already stands around it.
     *
     * @param done bits of the marks it is within
     * @param link the link it is within
     * @param after what follows it
     */
    private record Span(int from, int to, int done, @Nullable Target link, Side after) {

        Span within(Mark mark) {
            return new Span(from, to, done | mark.bit(), link, after);
        }

        Span part(int newFrom, int newTo, Side newAfter) {
            return new Span(newFrom, newTo, done, link, newAfter);
        }
    }

    private void build(Span span, Node parent) {
        int i = span.from;
        while (i < span.to) {
            Piece piece = pieces[i];
            Target opens = opens(piece, span);
            int open = piece.wraps() & ~span.done;
            if (piece.isBreak() || (opens == null && (open == 0 || piece.isBlank()))) {
                leaf(piece, parent);
                i++;
                continue;
            }
            int end = opens == null ? i : linkEnd(opens, i, span.to);
            Mark widest = null;
            for (Mark mark : WRAPPING) {
                int markEnd = (open & mark.bit()) == 0 ? i : markEnd(mark, i, span);
                if (markEnd > end) {
                    end = markEnd;
                    widest = mark;
                }
            }
            boolean written = true;
            if (widest != null) {
                written = mark(widest, span.part(i, end, sideAt(end, span)).within(widest), parent);
            } else if (opens != null) {
                link(opens, new Span(i, end, span.done, opens, Side.PUNCTUATION), parent);
            }
            i = written ? end : i;
        }
    }

    private static @Nullable Target opens(Piece piece, Span span) {
        return piece.link() == span.link ? null : piece.link();
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

    private int linkEnd(Target link, int from, int to) {
        int end = from + 1;
        while (end < to && pieces[end].link() == link) {
            end++;
        }
        return withoutBlanks(from, end);
    }

    /** Where a mark ends: not in the middle of a link that begins after it. */
    private int markEnd(Mark mark, int from, Span span) {
        int end = from + 1;
        while (end < span.to && (pieces[end].marks() & mark.bit()) != 0) {
            end++;
        }
        Target cut = opens(pieces[end - 1], span);
        if (end < span.to && cut != null && pieces[end].link() == cut) {
            while (end > from && pieces[end - 1].link() == cut) {
                end--;
            }
        }
        return withoutBlanks(from, end);
    }

    private int withoutBlanks(int from, int end) {
        int trimmed = end;
        while (trimmed > from && pieces[trimmed - 1].isBlank()) {
            trimmed--;
        }
        return trimmed;
    }

    private void link(Target target, Span content, Node parent) {
        Link link =
                target.onSite() ? new SiteLink(target.address()) : new Link(target.address(), null);
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
        giveUpLeading(marked);
        Piece last = pieces[marked.to - 1];
        String trailing = giveUpTrailing(marked);
        Side after = trailing.isEmpty() ? marked.after : Side.first(trailing);
        Span rest = marked.part(marked.from, marked.to, after);
        Node node = delimited(mark, rest);
        if (node != null) {
            fill(node, rest, parent, mark == Mark.STRONG || isStar(node));
            text(trailing);
            return true;
        }
        pieces[marked.to - 1] = last;
        if (giveUpInner(marked)) {
            return mark(mark, marked, parent);
        }
        for (int i = marked.from; i < marked.to; i++) {
            pieces[i] = pieces[i].withMarks(pieces[i].marks() & ~mark.bit());
        }
        return false;
    }

    private void fill(Node node, Span content, Node parent, boolean star) {
        append(node, parent, Side.PUNCTUATION);
        lastIsStar = star;
        build(content.part(content.from, content.to, Side.PUNCTUATION), node);
        flush(node);
        last = Side.PUNCTUATION;
        lastIsStar = star;
    }

    /** Writes the punctuation that a mark cannot begin with before it. */
    private void giveUpLeading(Span marked) {
        Piece piece = pieces[marked.from];
        if (!isBare(marked, marked.from)) {
            return;
        }
        String whole = piece.text();
        int cut = 0;
        Side before = last;
        while (cut < whole.length() && !Side.starWorks(before, Side.of(whole.codePointAt(cut)))) {
            before = Side.of(whole.codePointAt(cut));
            cut += Character.charCount(whole.codePointAt(cut));
        }
        if (cut < whole.length()) {
            text(whole.substring(0, cut));
            pieces[marked.from] = piece.withText(whole.substring(cut));
        }
    }

    /** Takes off the punctuation that a mark cannot end with. */
    private String giveUpTrailing(Span marked) {
        Piece piece = pieces[marked.to - 1];
        if (!isBare(marked, marked.to - 1)) {
            return "";
        }
        String whole = piece.text();
        int cut = whole.length();
        Side after = marked.after;
        while (cut > 0 && !Side.starWorks(after, Side.of(whole.codePointBefore(cut)))) {
            after = Side.of(whole.codePointBefore(cut));
            cut -= Character.charCount(whole.codePointBefore(cut));
        }
        if (cut == 0) {
            return "";
        }
        pieces[marked.to - 1] = piece.withText(whole.substring(0, cut));
        return whole.substring(cut);
    }

    /** Takes from the first and the last piece the marks that would stand inside of this one. */
    private boolean giveUpInner(Span marked) {
        boolean any = false;
        for (int i : new int[] {marked.from, marked.to - 1}) {
            Piece piece = pieces[i];
            if (piece.isText() && (piece.wraps() & ~marked.done) != 0) {
                pieces[i] = piece.withMarks(piece.marks() & marked.done);
                any = true;
            }
        }
        return any;
    }

    /** Whether a piece is text without further marks or links of its own. */
    private boolean isBare(Span marked, int i) {
        Piece piece = pieces[i];
        return piece.isText()
                && (piece.wraps() & ~marked.done) == 0
                && opens(piece, marked) == null;
    }

    private Side firstSide(Span marked, int i) {
        return isBare(marked, i) ? Side.first(pieces[i].text()) : Side.PUNCTUATION;
    }

    private Side lastSide(Span marked, int i) {
        return isBare(marked, i) ? Side.last(pieces[i].text()) : Side.PUNCTUATION;
    }

    /** What follows a stretch that ends before a piece. */
    private Side sideAt(int i, Span span) {
        if (i == span.to) {
            return span.after;
        }
        Piece piece = pieces[i];
        if (piece.isBreak()) {
            return Side.BLANK;
        }
        return piece.isText() && opens(piece, span) == null
                ? Side.first(piece.text())
                : Side.PUNCTUATION;
    }

    /** The node for a mark; null if no delimiter would work. */
    private @Nullable Node delimited(Mark mark, Span marked) {
        Side first = firstSide(marked, marked.from);
        Side end = lastSide(marked, marked.to - 1);
        boolean star = Side.starWorks(last, first) && Side.starWorks(marked.after, end);
        if (mark == Mark.STRONG) {
            return star ? new StrongEmphasis("**") : null;
        }
        if (mark == Mark.STRIKETHROUGH) {
            return star ? new Strikethrough("~~") : null;
        }
        if (Side.underscoreWorks(last, first) && Side.underscoreWorks(marked.after, end)) {
            return new Emphasis("_");
        }
        // Next to other stars one could be taken for part of them.
        boolean apart = !lastIsStar && marked.done == Mark.EMPHASIS.bit();
        boolean followedByMark =
                marked.to < pieces.length && (pieces[marked.to].wraps() & ~marked.done) != 0;
        boolean plain =
                isBare(marked, marked.from) && isBare(marked, marked.to - 1) && !followedByMark;
        return star && apart && plain ? new Emphasis("*") : null;
    }

    private static boolean isStar(Node node) {
        return node instanceof Emphasis emphasis && emphasis.getOpeningDelimiter().equals("*");
    }
}
