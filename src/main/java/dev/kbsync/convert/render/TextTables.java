package dev.kbsync.convert.render;

import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.text.TextContentNodeRendererContext;
import org.commonmark.renderer.text.TextContentWriter;

/** A table as lines of cells with {@code |} between them. */
final class TextTables implements NodeRenderer {

    private final TextContentNodeRendererContext context;
    private final TextContentWriter writer;

    TextTables(TextContentNodeRendererContext context) {
        this.context = context;
        this.writer = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(TableBlock.class);
    }

    @Override
    public void render(Node table) {
        writer.pushTight(true);
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                if (!(part instanceof TableHead) || hasContent(row)) {
                    row(row);
                }
            }
        }
        writer.popTight();
        writer.block();
    }

    private void row(Node row) {
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            for (Node child = cell.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
            if (cell.getNext() != null) {
                writer.write(" | ");
            }
        }
        writer.block();
    }

    /** Whether a row says anything. */
    static boolean hasContent(Node row) {
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            if (cell.getFirstChild() != null) {
                return true;
            }
        }
        return false;
    }
}
