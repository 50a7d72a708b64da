package dev.kbsync.convert.render;

import dev.kbsync.convert.handling.LinkStyle;
import dev.kbsync.convert.tree.Script;
import dev.kbsync.convert.tree.SiteLink;
import dev.kbsync.convert.tree.TaskBox;
import java.util.Set;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.markdown.CoreMarkdownNodeRenderer;
import org.commonmark.renderer.markdown.MarkdownNodeRendererContext;
import org.commonmark.renderer.markdown.MarkdownWriter;
import org.commonmark.text.AsciiMatcher;
import org.jspecify.annotations.Nullable;

/** commonmark's Markdown, with lighter escapes and the nodes it has no syntax for. */
final class MarkdownNodes extends CoreMarkdownNodeRenderer {

    private static final AsciiMatcher PIPE = AsciiMatcher.builder().c('|').build();

    private final MarkdownWriter writer;
    private final MarkdownEscape escape = new MarkdownEscape();
    private final LinkStyle links;
    private final Outliner outliner;
    private boolean inCell;
    private boolean inLink;

    /** What commonmark's renderer asks of the one around it, for a single renderer of all nodes. */
    private record Context(MarkdownWriter writer) implements MarkdownNodeRendererContext {
        @Override
        public MarkdownWriter getWriter() {
            return writer;
        }

        @Override
        public void render(Node node) {
            throw new UnsupportedOperationException("nodes visit their children themselves");
        }

        @Override
        public Set<Character> getSpecialCharacters() {
            return Set.of();
        }
    }

    MarkdownNodes(Appendable output, LinkStyle links, Outliner outliner) {
        this(new MarkdownWriter(output), links, outliner);
    }

    private MarkdownNodes(MarkdownWriter writer, LinkStyle links, Outliner outliner) {
        super(new Context(writer));
        this.writer = writer;
        this.links = links;
        this.outliner = outliner;
    }

    @Override
    protected void visitChildren(Node parent) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            if (child instanceof Block block) {
                outliner.block(block, () -> block.accept(this));
            } else {
                child.accept(this);
            }
        }
    }

    @Override
    public void visit(Text text) {
        writer.raw(escape.text(text, writer.isAtLineStart(), inCell, inLink));
    }

    @Override
    public void visit(Link link) {
        writer.raw("[");
        linkText(link);
        String file = link instanceof SiteLink onSite ? onSite.file() : null;
        target(
                file == null || links == LinkStyle.WEB ? link.getDestination() : file,
                link.getTitle());
    }

    @Override
    public void visit(Image image) {
        writer.raw("![");
        linkText(image);
        target(image.getDestination(), image.getTitle());
    }

    private void linkText(Node link) {
        boolean outer = inLink;
        inLink = true;
        visitChildren(link);
        inLink = outer;
    }

    private void target(String destination, @Nullable String title) {
        writer.raw("](");
        writer.raw(inCell(MarkdownEscape.destination(destination)));
        if (title != null) {
            writer.raw(" \"" + inCell(MarkdownEscape.title(title)) + "\"");
        }
        writer.raw(")");
    }

    private String inCell(String written) {
        return inCell ? written.replace("|", "\\|") : written;
    }

    @Override
    public void visit(Code code) {
        if (inCell) {
            writer.pushRawEscape(PIPE);
            super.visit(code);
            writer.popRawEscape();
        } else {
            super.visit(code);
        }
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof Strikethrough) {
            around("~~", node, "~~");
        } else if (node instanceof Script script) {
            String tag = script.isRaised() ? "sup>" : "sub>";
            around("<" + tag, node, "</" + tag);
        } else if (node instanceof TaskBox box) {
            writer.raw(box.isChecked() ? "[x]" : "[ ]");
        } else {
            writer.raw("<br>");
        }
    }

    private void around(String before, Node node, String after) {
        writer.raw(before);
        visitChildren(node);
        writer.raw(after);
    }

    /** A table; commonmark's own renderer leaves no blanks around the cells. */
    @Override
    public void visit(CustomBlock table) {
        writer.pushTight(true);
        inCell = true;
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                int columns = row(row);
                if (part instanceof TableHead) {
                    writer.raw("|" + " --- |".repeat(columns));
                    writer.block();
                }
            }
        }
        inCell = false;
        writer.popTight();
        writer.block();
    }

    private int row(Node row) {
        int columns = 0;
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            writer.raw("| ");
            visitChildren((TableCell) cell);
            writer.raw(cell.getFirstChild() == null ? "" : " ");
            columns++;
        }
        writer.raw("|");
        writer.block();
        return columns;
    }
}
