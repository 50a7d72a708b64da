package dev.kbsync.convert.measure;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** What a Markdown document states, read as any reader of Markdown reads it. */
final class DocumentFacts {

    static final Parser PARSER =
            Parser.builder()
                    .extensions(List.of(TablesExtension.create(), StrikethroughExtension.create()))
                    .build();

    private final Facts facts = new Facts();

    private DocumentFacts() {}

    static Facts of(String markdown) {
        DocumentFacts document = new DocumentFacts();
        Node root = PARSER.parse(markdown);
        document.facts.read(text(root), 1);
        root.accept(document.new Collector());
        return document.facts;
    }

    /** All there is to read below a node, blocks and breaks kept apart. */
    static String text(Node node) {
        Reader reader = new Reader(false);
        node.accept(reader);
        return reader.text.toString();
    }

    /** The same without the lists, tables and code blocks below it. */
    private static String ownText(Node node) {
        Reader reader = new Reader(true);
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            child.accept(reader);
        }
        return reader.text.toString();
    }

    private final class Collector extends AbstractVisitor {

        private int depth;

        @Override
        public void visit(FencedCodeBlock code) {
            code.getLiteral()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> facts.add(Kind.CODE_LINE, line));
        }

        @Override
        public void visit(Code code) {
            facts.add(Kind.CODE_LINE, code.getLiteral());
        }

        @Override
        public void visit(Link link) {
            facts.add(Kind.LINK_TEXT, Words.normalized(text(link)));
            facts.add(Kind.LINK_TARGET, link.getDestination());
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            String address = image.getDestination();
            facts.add(
                    Kind.IMAGE,
                    String.join("\n", address, decoded(address), "" + image.getTitle()));
        }

        @Override
        public void visit(Heading heading) {
            facts.add(Kind.HEADING, heading.getLevel() + " " + Words.normalized(text(heading)));
            visitChildren(heading);
        }

        @Override
        public void visit(BulletList list) {
            depth++;
            visitChildren(list);
            depth--;
        }

        @Override
        public void visit(OrderedList list) {
            depth++;
            visitChildren(list);
            depth--;
        }

        @Override
        public void visit(ListItem item) {
            String text = ownText(item).strip();
            if (text.startsWith("[ ]") || text.startsWith("[x]")) {
                String words = Words.normalized(text.substring(3));
                facts.add(Kind.TASK, text.substring(0, 3) + " " + words);
                facts.add(Kind.ITEM, depth + " " + words);
            } else {
                facts.add(Kind.ITEM, depth + " " + Words.normalized(text));
            }
            visitChildren(item);
        }

        @Override
        public void visit(CustomNode node) {
            if (node instanceof TableRow) {
                List<String> cells = new ArrayList<>();
                for (Node cell = node.getFirstChild(); cell != null; cell = cell.getNext()) {
                    cells.add(Words.normalized(text(cell)));
                    cellTasks(text(cell));
                }
                facts.add(Kind.TABLE, SourceStructure.row(cells));
            }
            visitChildren(node);
        }

        private void cellTasks(String cell) {
            cell.lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("[ ] ") || line.startsWith("[x] "))
                    .forEach(
                            line ->
                                    facts.add(
                                            Kind.TASK,
                                            line.substring(0, 4)
                                                    + Words.normalized(line.substring(4))));
        }
    }

    private static String decoded(String address) {
        try {
            return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    private static final class Reader extends AbstractVisitor {

        private final StringBuilder text = new StringBuilder();
        private final boolean own;

        Reader(boolean own) {
            this.own = own;
        }

        @Override
        public void visit(Text node) {
            text.append(node.getLiteral());
        }

        @Override
        public void visit(Code node) {
            text.append(node.getLiteral());
        }

        @Override
        public void visit(FencedCodeBlock node) {
            text.append(own ? "" : "\n" + node.getLiteral() + "\n");
        }

        @Override
        public void visit(Image node) {}

        @Override
        public void visit(SoftLineBreak node) {
            text.append('\n');
        }

        @Override
        public void visit(HardLineBreak node) {
            text.append('\n');
        }

        @Override
        public void visit(HtmlInline node) {
            text.append(node.getLiteral().equals("<br>") ? "\n" : "");
        }

        @Override
        protected void visitChildren(Node parent) {
            if (own && (parent instanceof ListBlock || parent instanceof TableBlock)) {
                return;
            }
            super.visitChildren(parent);
            boolean block =
                    parent instanceof Paragraph
                            || parent instanceof Heading
                            || parent instanceof TableCell;
            text.append(block ? "\n" : "");
        }
    }
}
