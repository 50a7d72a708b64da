package dev.kbsync.convert.render;

import dev.kbsync.convert.LinkStyle;
import dev.kbsync.convert.tree.CellBreak;
import dev.kbsync.convert.tree.Script;
import dev.kbsync.convert.tree.SiteLink;
import dev.kbsync.convert.tree.TaskBox;
import java.util.HashSet;
import java.util.Set;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
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
    private boolean inCell;
    private boolean inLink;

    MarkdownNodes(MarkdownNodeRendererContext context, LinkStyle links) {
        super(context);
        this.links = links;
        writer = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        Set<Class<? extends Node>> types = new HashSet<>(super.getNodeTypes());
        types.addAll(
                Set.of(
                        CellBreak.class,
                        Script.class,
                        SiteLink.class,
                        Strikethrough.class,
                        TableBlock.class,
                        TaskBox.class));
        return types;
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
        writer.raw("](" + MarkdownEscape.destination(destination));
        if (title != null) {
            writer.raw(" \"" + MarkdownEscape.title(title) + "\"");
        }
        writer.raw(")");
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
            writer.pushRawEscape(PIPE);
            visitChildren((TableCell) cell);
            writer.popRawEscape();
            writer.raw(cell.getFirstChild() == null ? "" : " ");
            columns++;
        }
        writer.raw("|");
        writer.block();
        return columns;
    }
}
