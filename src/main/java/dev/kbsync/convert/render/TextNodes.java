package dev.kbsync.convert.render;

import dev.kbsync.convert.text.UrlText;
import dev.kbsync.convert.tree.Callout;
import dev.kbsync.convert.tree.CellBreak;
import dev.kbsync.convert.tree.Script;
import dev.kbsync.convert.tree.SiteLink;
import dev.kbsync.convert.tree.TaskBox;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.commonmark.renderer.text.CoreTextContentNodeRenderer;
import org.commonmark.renderer.text.TextContentNodeRendererContext;
import org.commonmark.renderer.text.TextContentWriter;

/** commonmark's text content without the quote marks it puts around code, links and quotations. */
final class TextNodes extends CoreTextContentNodeRenderer {

    private final TextContentWriter writer;
    private final Outliner outliner;

    TextNodes(TextContentNodeRendererContext context, Outliner outliner) {
        super(context);
        this.writer = context.getWriter();
        this.outliner = outliner;
    }

    @Override
    protected void visitChildren(Node parent) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            Node node = child;
            if (node instanceof Block block) {
                outliner.block(block, () -> context.render(node));
            } else {
                context.render(node);
            }
        }
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        Set<Class<? extends Node>> types = new HashSet<>(super.getNodeTypes());
        types.addAll(
                Set.of(
                        Callout.class,
                        CellBreak.class,
                        Script.class,
                        SiteLink.class,
                        Strikethrough.class,
                        TaskBox.class));
        return types;
    }

    @Override
    public void visit(BlockQuote quote) {
        visitChildren(quote);
        writer.block();
    }

    @Override
    public void visit(Code code) {
        writer.write(code.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock code) {
        List<String> lines = code.getLiteral().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                writer.line();
            }
            writer.write(lines.get(i));
        }
        writer.block();
    }

    @Override
    public void visit(ThematicBreak rule) {
        writer.write("---");
        writer.block();
    }

    /** The text, then the address if it leads away from the site and says more than the text. */
    @Override
    public void visit(Link link) {
        visitChildren(link);
        String address = link.getDestination();
        String plain = address.startsWith("mailto:") ? address.substring(7) : address;
        if (!(link instanceof SiteLink) && !plain.equals(PlainText.of(link))) {
            writer.write(" (" + plain + ")");
        }
    }

    /** What can be read instead of the picture, and the picture's file. */
    @Override
    public void visit(Image image) {
        String alternative = PlainText.of(image);
        String file = fileName(image.getDestination());
        boolean same = alternative.isEmpty() || file.isEmpty() || alternative.equals(file);
        writer.write(same ? "[" + alternative : "[" + alternative + ": ");
        writer.write(same && !alternative.isEmpty() ? "]" : file + "]");
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof TaskBox box) {
            writer.write(box.isChecked() ? "[x]" : "[ ]");
        } else if (node instanceof CellBreak) {
            writer.write(node.getPrevious() instanceof CellBreak ? "" : " / ");
        } else if (node instanceof Strikethrough) {
            // Without its marks, what no longer holds would read as if it did.
            writer.write("~~");
            visitChildren(node);
            writer.write("~~");
        } else {
            if (node instanceof Script script && script.isRaised()) {
                writer.write('^');
            }
            visitChildren(node);
        }
    }

    private static String fileName(String address) {
        String path = address.replaceAll("[?#].*", "");
        return UrlText.decoded(path.substring(path.lastIndexOf('/') + 1));
    }
}
