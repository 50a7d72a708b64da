package dev.kbsync.convert;

import dev.kbsync.convert.tree.CellBreak;
import dev.kbsync.convert.tree.Script;
import dev.kbsync.convert.tree.TaskBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;

/**
 * What a tree says, however it is nested inside a line: one line for each block, and for each
 * stretch of text its marks. Two trees that say the same have the same structure.
 */
final class Structure {

    private final List<String> lines = new ArrayList<>();

    private final StringBuilder line = new StringBuilder();
    private final Set<String> marks = new TreeSet<>();
    private String stretchMarks = "";

    private Structure() {}

    static String of(Node document) {
        Structure structure = new Structure();
        structure.blocks(document, "");
        return String.join("\n", structure.lines);
    }

    private void blocks(Node parent, String indent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            block(node, indent);
        }
    }

    private void block(Node node, String indent) {
        if (node instanceof Document || node instanceof BlockQuote || node instanceof ListItem) {
            // A call-out is read as the quotation that it is written as.
            container(
                    node instanceof BlockQuote ? "BlockQuote" : node.getClass().getSimpleName(),
                    node,
                    indent);
        } else if (node instanceof BulletList) {
            container("bullets", node, indent);
        } else if (node instanceof OrderedList list) {
            container("numbers from " + list.getMarkerStartNumber(), node, indent);
        } else if (node instanceof TableBlock table) {
            lines.add(indent + "table");
            for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
                container(part.getClass().getSimpleName(), part, indent + "  ");
            }
        } else if (node instanceof TableRow) {
            StringBuilder cells = new StringBuilder();
            for (Node cell = node.getFirstChild(); cell != null; cell = cell.getNext()) {
                cells.append(" | ").append(inline(cell));
            }
            lines.add(indent + "row" + cells);
        } else if (node instanceof Heading heading) {
            lines.add(indent + "heading " + heading.getLevel() + ": " + inline(node));
        } else if (node instanceof Paragraph) {
            lines.add(indent + "paragraph: " + inline(node));
        } else if (node instanceof FencedCodeBlock code) {
            lines.add(indent + "code " + code.getInfo());
            // A list item takes the blanks from a line that has nothing else.
            code.getLiteral()
                    .lines()
                    .map(one -> one.isBlank() ? "" : one)
                    .forEach(one -> lines.add(indent + "  | " + one));
        } else if (node instanceof ThematicBreak) {
            lines.add(indent + "rule");
        } else {
            lines.add(indent + node);
        }
    }

    private void container(String name, Node node, String indent) {
        lines.add(indent + name);
        blocks(node, indent + "  ");
    }

    private String inline(Node block) {
        line.setLength(0);
        stretchMarks = "";
        marks.clear();
        inlines(block);
        stretch("");
        return line.toString();
    }

    private void inlines(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            inlineNode(node);
        }
    }

    private void inlineNode(Node node) {
        if (node instanceof Text text) {
            text(text.getLiteral());
        } else if (node instanceof TaskBox box) {
            text(box.isChecked() ? "[x]" : "[ ]");
        } else if (node instanceof Code code) {
            marked("code", () -> text(code.getLiteral()));
        } else if (node instanceof StrongEmphasis) {
            marked("strong", () -> inlines(node));
        } else if (node instanceof Emphasis) {
            marked("emphasis", () -> inlines(node));
        } else if (node instanceof Strikethrough) {
            marked("strike", () -> inlines(node));
        } else if (node instanceof Script script) {
            marked(script.isRaised() ? "sup" : "sub", () -> inlines(node));
        } else if (node instanceof Link link) {
            marked("-> " + link.getDestination(), () -> inlines(node));
        } else if (node instanceof Image image) {
            marked(
                    "image " + image.getDestination() + " " + image.getTitle(),
                    () -> text(alternative(image)));
        } else if (node instanceof HardLineBreak) {
            lineBreak(" / ");
        } else if (node instanceof CellBreak) {
            lineBreak(" // ");
        } else if (node instanceof HtmlInline html) {
            html(html.getLiteral());
        } else {
            line.append(node);
        }
    }

    private static String alternative(Image image) {
        return image.getFirstChild() instanceof Text text ? text.getLiteral() : "(none)";
    }

    private void html(String tag) {
        switch (tag) {
            case "<br>" -> lineBreak(" // ");
            case "<sup>" -> marks.add("sup");
            case "</sup>" -> marks.remove("sup");
            case "<sub>" -> marks.add("sub");
            case "</sub>" -> marks.remove("sub");
            default -> line.append("HTML ").append(tag);
        }
    }

    private void marked(String mark, Runnable content) {
        marks.add(mark);
        content.run();
        marks.remove(mark);
    }

    private void text(String literal) {
        // The parser leaves empty texts where it took blanks off the end of a line.
        if (literal.isEmpty()) {
            return;
        }
        stretch(String.join(", ", marks));
        line.append(literal);
    }

    private void lineBreak(String sign) {
        stretch("");
        line.append(sign);
    }

    private void stretch(String with) {
        if (!with.equals(stretchMarks)) {
            line.append(stretchMarks.isEmpty() ? "" : "}");
            line.append(with.isEmpty() ? "" : "{" + with + ": ");
            stretchMarks = with;
        }
    }
}
