package dev.kbsync.convert.tree;

import dev.kbsync.convert.text.Cleaner;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Document;
import org.commonmark.node.Image;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.jspecify.annotations.Nullable;

/**
 * Takes a document's content in reading order and builds its tree. Anything may come anywhere: a
 * block inside a mark ends the paragraph and takes the mark along, a block inside a cell or a
 * heading becomes lines of text. Nothing is dropped but empty blocks.
 */
public final class Flow {

    private static final int DEEPEST_HEADING = 6;

    private final Blocks blocks = new Blocks();
    private final Cleaner cleaner = new Cleaner();
    private final Items items = new Items(this);

    private Shape shape = Shape.BLOCKS;
    private Run run = new Run(cleaner, shape, blocks::content);
    private int marks;
    private int headingAbove;
    private @Nullable Target link;

    /** Text as it stands in the page; white space collapses, entities are resolved already. */
    public void text(String raw) {
        run.text(raw, marks, link);
    }

    /** A word that keeps off its neighbours even where the page has no blank. */
    public void word(String raw) {
        run.gap();
        text(raw);
        run.gap();
    }

    /** What a paragraph may go on with: an icon, a box, a bullet. */
    public void lead(String raw) {
        text(raw);
        run.lead();
    }

    public void lineBreak() {
        if (shape == Shape.LINE) {
            run.blank(marks, link);
        } else if (shape == Shape.BLOCKS && run.atLineStart()) {
            flush();
        } else if (!run.atLineStart()) {
            run.lineBreak(marks, link);
        }
    }

    /**
     * A picture.
     *
     * @param address where it is
     * @param alternative what to read instead of it
     * @param title what to show beside it, null for nothing
     */
    public void image(String address, String alternative, @Nullable String title) {
        String clean = Run.line(cleaner, alternative);
        run.node(
                () -> {
                    Image image =
                            new Image(address, title == null ? null : Run.line(cleaner, title));
                    if (!clean.isEmpty()) {
                        image.appendChild(new Text(clean));
                    }
                    return image;
                },
                marks,
                link);
    }

    public void marked(Mark mark, Runnable content) {
        int before = marks;
        marks |= mark.bit();
        content.run();
        marks = before;
    }

    public void linked(Target target, Runnable content) {
        Target before = link;
        link = target;
        content.run();
        link = before;
    }

    public void paragraph(Runnable content) {
        begin();
        content.run();
        boundary();
    }

    /** Begins a block that a lead may stand before. */
    public void begin() {
        if (!run.isLead()) {
            boundary();
        }
    }

    /** A short bold paragraph that heads what follows. */
    public void title(String title) {
        paragraph(() -> marked(Mark.STRONG, () -> text(title)));
    }

    /** A place that links may lead to by its name. */
    public void place(String name) {
        if (!name.isBlank()) {
            blocks.place(name.strip());
        }
    }

    /** All of this stands under a heading of that level, and its own headings below it. */
    public void under(int level) {
        headingAbove = level;
    }

    public void heading(int level, Runnable content) {
        if (shape != Shape.BLOCKS) {
            paragraph(() -> marked(Mark.STRONG, content));
            return;
        }
        flush();
        List<Piece> pieces = Pieces.withoutStrong(capture(Shape.LINE, () -> {}, content));
        if (!pieces.isEmpty()) {
            blocks.heading(Math.min(level + headingAbove, DEEPEST_HEADING), pieces);
        }
    }

    /** Content that must fit on one line: its blocks are joined by blanks. */
    public void line(Runnable content) {
        Shape before = shape;
        shape = Shape.LINE;
        content.run();
        shape = before;
    }

    public void quote(Runnable content) {
        boundary();
        container(new BlockQuote(), content);
    }

    public void callout(Callout callout, Runnable content) {
        boundary();
        container(callout, content);
    }

    public void bulletList(Runnable content) {
        items.list(Lists.BULLETS, content);
    }

    /** A numbered list that begins with a number. */
    public void orderedList(int start, Runnable content) {
        items.list(start, content);
    }

    /** An item of the list that is being written. */
    public void item(Runnable content) {
        items.item(content);
    }

    /** An item that can be ticked off. */
    public void task(boolean done, Runnable content) {
        items.task(done, content);
    }

    public void rule() {
        boundary();
        if (shape == Shape.BLOCKS) {
            blocks.add(new ThematicBreak());
        }
    }

    /**
     * Code that keeps every character.
     *
     * @param language what it is written in, empty if not known
     */
    public void code(String language, String code) {
        boundary();
        String clean = cleaner.code(code);
        if (shape == Shape.BLOCKS) {
            blocks.code(language, clean);
            return;
        }
        // Blank lines at either end are no part of what the code says.
        clean.replaceFirst("^(\\h*\n)+", "").stripTrailing().lines().forEach(this::codeLine);
    }

    private void codeLine(String line) {
        if (!line.isBlank()) {
            run.verbatim(line, marks | Mark.CODE.bit(), link);
            boundary();
        } else if (shape == Shape.LINES) {
            run.lineBreak(marks, link);
        }
    }

    /** Content that must stay on one line with what surrounds it, every character kept. */
    public void inlineCode(String code) {
        String clean = cleaner.code(code).replace('\n', ' ').strip();
        run.verbatim(clean, marks | Mark.CODE.bit(), link);
    }

    /** Whether blocks may stand here. */
    public boolean takesBlocks() {
        return shape == Shape.BLOCKS;
    }

    /** Whether lines may stand here, if not blocks. */
    public boolean takesLines() {
        return shape == Shape.LINES;
    }

    /** A block that is complete. */
    public void block(Block block) {
        boundary();
        blocks.add(block);
    }

    /** Collects the content of a table cell. */
    public CellContent cell(Runnable content) {
        return new CellContent(capture(Shape.LINES, blocks::content, content));
    }

    public void fill(TableCell cell, CellContent content) {
        blocks.fill(cell, content.pieces(), CellBreak::new);
    }

    /** Ends the paragraph or the line. */
    public void boundary() {
        if (shape == Shape.BLOCKS) {
            flush();
        } else if (shape == Shape.LINE) {
            run.blank(marks, link);
        } else if (!run.atLineStart() && !run.isLead()) {
            run.lineBreak(marks, link);
        }
    }

    /** How many characters were unfit for a document and are not in it. */
    public int removedCharacters() {
        return cleaner.removed();
    }

    /**
     * The finished tree.
     *
     * @param title the page's title, which the anchors of older pages begin with
     */
    public Document finish(String title) {
        flush();
        return blocks.finish(title);
    }

    private void flush() {
        List<Piece> pieces = run.take();
        if (!pieces.isEmpty()) {
            blocks.paragraph(pieces);
        }
    }

    private List<Piece> capture(Shape inner, Runnable onContent, Runnable content) {
        Run outer = run;
        Shape outerShape = shape;
        run = new Run(cleaner, inner, onContent);
        shape = inner;
        content.run();
        List<Piece> pieces = run.take();
        run = outer;
        shape = outerShape;
        return pieces;
    }

    /** Makes content the content of a block, or leaves it as it is where none may stand. */
    void container(Block block, Runnable content) {
        if (shape == Shape.BLOCKS && blocks.takeContainers()) {
            within(block, content);
        } else {
            content.run();
            boundary();
        }
    }

    void within(Block block, Runnable content) {
        blocks.within(
                block,
                () -> {
                    content.run();
                    flush();
                });
    }

    /** Whether the block that is being filled is a list, so that items may stand here. */
    boolean takesItems() {
        return blocks.isInList() && shape == Shape.BLOCKS;
    }

    /** The box of a task, which its text goes on behind. */
    void box(boolean done) {
        run.node(() -> new TaskBox(done), marks, link);
        run.lead();
    }
}
