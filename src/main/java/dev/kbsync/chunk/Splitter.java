package dev.kbsync.chunk;

import dev.kbsync.chunk.Around.Frame;
import dev.kbsync.page.Block;
import dev.kbsync.page.Block.Container;
import dev.kbsync.page.Block.Heading;
import dev.kbsync.page.Block.Kind;
import dev.kbsync.page.Block.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Splits a section into pieces: whole blocks where they fit, else what is inside of them: items,
 * rows, lines, sentences, words.
 */
final class Splitter {

    /** In characters; of code and tables, any paragraph before them is the lead. */
    private static final int LONGEST_LEAD = 400;

    private final String text;
    private final Tokens tokens;
    private final int limit;
    private Section section = new Section(List.of(), List.of(), 0);
    private List<Piece> pieces = new ArrayList<>();
    private boolean glued;
    private int reserved;

    /**
     * @param limit how many tokens a piece may have, with what is repeated around it
     */
    Splitter(String text, Tokens tokens, int limit) {
        this.text = text;
        this.tokens = tokens;
        this.limit = limit;
    }

    /** The pieces of blocks that are the section's own. */
    List<Piece> split(Section next) {
        section = next;
        pieces = new ArrayList<>();
        glued = false;
        reserved = 0;
        List<Block> blocks = section.blocks();
        blocks(blocks, blocks.get(0).start(), section.end(), Around.NOTHING, 0);
        return pieces;
    }

    private void blocks(List<Block> blocks, int from, int to, Around around, int depth) {
        int start = from;
        for (int i = 0; i < blocks.size(); i++) {
            int next = i + 1 < blocks.size() ? blocks.get(i + 1).start() : to;
            Block block = blocks.get(i);
            int before = reserved;
            block(block, start, next, around, i == 0 ? depth : depth + 1);
            glued = i + 1 < blocks.size() && isLead(block, start, blocks.get(i + 1));
            reserved = glued ? reserved(before, start) : 0;
            start = next;
        }
    }

    /** What leads to a block is to be in a chunk with it, or with the begin of it. */
    private int reserved(int before, int start) {
        Piece last = pieces.get(pieces.size() - 1);
        int all = last.tokens() + (last.start() == start ? before : 0);
        return all > limit / 2 ? 0 : all;
    }

    /** Whether a block leads to the next one: then they should not be apart. */
    private boolean isLead(Block block, int start, Block next) {
        if (block instanceof Heading) {
            return true;
        }
        if (block.kind() != Kind.PARAGRAPH) {
            return false;
        }
        if (next.kind() == Kind.CODE || next.kind() == Kind.TABLE) {
            return true;
        }
        if (block.end() - start > LONGEST_LEAD) {
            return false;
        }
        String written = text.substring(start, block.end());
        return written.endsWith(":")
                || written.endsWith("\uff1a")
                || (written.endsWith("**") && written.indexOf("**") < 4);
    }

    private void block(Block block, int from, int to, Around around, int depth) {
        int room = limit - around.tokens() - reserved;
        int count = tokens.count(text, from, to, room);
        reserved = 0;
        if (count <= room) {
            add(
                    from,
                    block.end(),
                    count,
                    depth,
                    around.lead(),
                    around.tail(),
                    kinds(block, around));
        } else if (block instanceof Container container) {
            container(container, from, to, around, depth);
        } else if (block instanceof Leaf leaf && leaf.head() > 0) {
            lines(leaf, from, to, around, depth);
        } else {
            Around inside = around.inside(block.kind());
            prose(from, block.end(), to, inside, inside, depth, new Torn.Words(around.prefix()));
        }
    }

    private void container(Container container, int from, int to, Around around, int depth) {
        List<Block> inner = container.inner();
        Around inside = around.inside(container.kind()).withPrefix(container.prefix());
        if (container.head() == 0) {
            blocks(inner, from, to, inside, depth);
            return;
        }
        int body = inner.get(container.head()).start();
        Around titled = framed(inside, lines(from, body, around), "");
        blocks(inner.subList(0, container.head()), from, body, inside, depth);
        glued = true;
        blocks(inner.subList(container.head(), inner.size()), body, to, titled, depth + 1);
    }

    private static Set<Kind> kinds(Block block, Around around) {
        Set<Kind> kinds = around.with(block.kind());
        collect(block, kinds);
        return kinds;
    }

    private static void collect(Block block, Set<Kind> kinds) {
        kinds.add(block.kind());
        if (block instanceof Container container) {
            container.inner().forEach(inner -> collect(inner, kinds));
        }
    }

    /** Whole lines from somewhere on, as they can stand at the begin of a text. */
    private String lines(int from, int to, Around around) {
        boolean lineStart = from == 0 || text.charAt(from - 1) == '\n';
        return (lineStart ? "" : around.prefix()) + text.substring(from, to);
    }

    /** What is repeated must leave room for what is not. */
    private Around framed(Around around, String lead, String tail) {
        if (lead.length() + tail.length() > limit * Tokens.MOST_CHARACTERS) {
            return around;
        }
        Around framed =
                around.framed(
                        frame(around.lead().text() + lead), frame(tail + around.tail().text()));
        return framed.tokens() > limit / 2 ? around : framed;
    }

    /** A table or code. */
    private void lines(Leaf leaf, int from, int to, Around around, int depth) {
        int body = afterLines(from, leaf.head(), leaf.end());
        int last = leaf.kind() == Kind.CODE ? text.lastIndexOf('\n', leaf.end() - 1) : leaf.end();
        Around inside =
                framed(
                        around.inside(leaf.kind()),
                        lines(from, body, around),
                        text.substring(last, leaf.end()));
        int start = from;
        for (int end = lineEnd(body, last); ; end = lineEnd(end, last)) {
            boolean ends = end >= last;
            int next = ends ? to : end;
            Around here =
                    inside.framed(
                            start == from ? around.lead() : inside.lead(),
                            ends ? around.tail() : inside.tail());
            int cut = start == from ? depth : isAfterBlank(start) ? depth + 1 : depth + 2;
            line(leaf, from, start, ends ? leaf.end() : end - 1, next, here, inside, cut);
            if (ends) {
                return;
            }
            start = end;
        }
    }

    private boolean isAfterBlank(int line) {
        return line > 1 && text.charAt(line - 2) == '\n';
    }

    private int afterLines(int from, int lines, int most) {
        int at = from;
        for (int i = 0; i < lines; i++) {
            at = lineEnd(at, most);
        }
        return at;
    }

    private int lineEnd(int from, int most) {
        int lf = text.indexOf('\n', from);
        return lf < 0 || lf >= most ? most : lf + 1;
    }

    private void line(
            Leaf leaf,
            int from,
            int start,
            int end,
            int next,
            Around here,
            Around inside,
            int depth) {
        int room = limit - Math.max(here.tokens(), inside.tokens());
        int count = tokens.count(text, start, next, room);
        if (count <= room) {
            add(start, end, count, depth, here.lead(), here.tail(), inside.kinds());
            return;
        }
        int row = start == from ? afterLines(from, leaf.head(), end) : start;
        Torn torn =
                leaf.kind() == Kind.TABLE && leaf.head() == 2
                        ? new Torn.Cells(
                                new Row(text, Math.max(text.indexOf('|', row), 0)), inside.prefix())
                        : new Torn.Words(inside.prefix());
        prose(start, end, next, here, inside, depth, torn);
    }

    /**
     * @param here what stands around the whole
     * @param inside what stands around its parts
     */
    private void prose(
            int from, int end, int to, Around here, Around inside, int depth, Torn torn) {
        int after = tokens.count(text.substring(end, to));
        int most = torn.most(tokens, limit);
        int room = limit - Math.max(here.tokens(), inside.tokens() + most) - after;
        TextCut.Sink sink =
                (start, stop, count, level) -> {
                    String lead = start == from || isLineStart(start) ? "" : torn.lead(start);
                    String tail = stop == end || isLineStart(stop) ? "" : torn.tail(stop);
                    Around part = torn(inside, lead, tail, most);
                    add(
                            start,
                            stop == end ? end : withoutBlanks(start, stop),
                            count + (stop == end ? after : 0),
                            start == from ? depth : depth + 1 + level,
                            start == from ? here.lead() : part.lead(),
                            stop == end ? here.tail() : part.tail(),
                            inside.kinds());
                };
        new TextCut(text, (start, stop) -> tokens.count(text, start, stop, room), room, sink)
                .cut(from, end);
    }

    private int withoutBlanks(int from, int to) {
        int end = to;
        while (end > from + 1 && " \n".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private Around torn(Around inside, String lead, String tail, int most) {
        if (lead.isEmpty() && tail.isEmpty()) {
            return inside;
        }
        Frame first = inside.lead().then(new Frame(lead, tokens.count(lead)));
        Frame last = new Frame(tail, tokens.count(tail)).then(inside.tail());
        boolean fits = first.tokens() + last.tokens() <= inside.tokens() + most;
        return fits ? inside.framed(first, last) : inside;
    }

    private Frame frame(String written) {
        return new Frame(written, tokens.count(written));
    }

    private boolean isLineStart(int at) {
        return at == 0 || text.charAt(at - 1) == '\n';
    }

    private void add(
            int start, int end, int count, int depth, Frame lead, Frame tail, Set<Kind> kinds) {
        pieces.add(new Piece(section, start, end, count, depth, glued, lead, tail, kinds));
        glued = false;
    }
}
