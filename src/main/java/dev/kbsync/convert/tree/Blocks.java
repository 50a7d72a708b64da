package dev.kbsync.convert.tree;

import java.util.List;
import java.util.function.Supplier;
import org.commonmark.node.Block;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/** The document's tree while it grows: which block is open, and what is added to it. */
final class Blocks {

    /** Quotations and lists nested deeper are written without their signs, but written. */
    private static final int MAX_CONTAINERS = 40;

    private final Document document = new Document();
    private final Anchors anchors = new Anchors();
    private Node container = document;
    private int containers;

    boolean takeContainers() {
        return containers < MAX_CONTAINERS;
    }

    /** Adds a code block, which keeps every character. */
    void code(String language, String code) {
        FencedCodeBlock block = new FencedCodeBlock();
        block.setInfo(language);
        block.setLiteral(code);
        content();
        add(block);
    }

    boolean isInList() {
        return container instanceof ListBlock;
    }

    /** Makes content the content of a block, which is added unless it stays empty. */
    void within(Block block, Runnable content) {
        Node outer = container;
        container = block;
        containers++;
        content.run();
        containers--;
        container = outer;
        if (Lists.isWorthKeeping(block, container)) {
            add(block);
        }
    }

    void add(Block block) {
        Lists.append(block, container);
    }

    /** Where a place of a name begins; nothing marks it in the document. */
    void place(String name) {
        anchors.place(name);
    }

    /** Something comes after the places before. */
    void content() {
        anchors.content();
    }

    void paragraph(List<Piece> pieces) {
        Paragraph paragraph = new Paragraph();
        fill(paragraph, pieces, HardLineBreak::new);
        add(paragraph);
    }

    void heading(int level, List<Piece> pieces) {
        Heading heading = new Heading();
        heading.setLevel(level);
        fill(heading, pieces, HardLineBreak::new);
        anchors.heading(pieces);
        add(heading);
    }

    /**
     * @param lineBreak makes the node for a line break in that block
     */
    void fill(Node block, List<Piece> pieces, Supplier<Node> lineBreak) {
        Inlines.append(pieces, block, lineBreak, anchors::link);
    }

    /**
     * The finished tree.
     *
     * @param title the page's title, which the anchors of older pages begin with
     */
    Document finish(String title) {
        anchors.resolve(title);
        return document;
    }
}
