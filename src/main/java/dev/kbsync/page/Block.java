package dev.kbsync.page;

import java.util.List;

/**
 * A block of a document, as a stretch of its text: blocks lie one after the other, with nothing but
 * white space and the marks of what they are in between them, so that the text is all of them in a
 * row.
 */
public sealed interface Block {

    /** What a block may be. */
    enum Kind {
        HEADING,
        PARAGRAPH,
        LIST,
        ITEM,
        TABLE,
        CODE,
        CALLOUT,
        QUOTE,
        RULE
    }

    Kind kind();

    /**
     * Where in the text it begins: at the begin of a line, unless it comes first in its container,
     * whose mark stands before it.
     */
    int start();

    /** Where in the text it ends, without the line end. */
    int end();

    /** The same in a text that has more before it and is no page of its own. */
    Block appended(int by);

    /**
     * A heading.
     *
     * @param level from 1 to 6
     * @param title as plain text
     * @param anchor what Confluence calls the place on the page, encoded for an address; empty if
     *     the page has no such place
     */
    record Heading(int start, int end, int level, String title, String anchor) implements Block {

        @Override
        public Kind kind() {
            return Kind.HEADING;
        }

        @Override
        public Block appended(int by) {
            return new Heading(start + by, end + by, level, title, "");
        }
    }

    /**
     * A block without blocks inside.
     *
     * @param head how many of its lines must come before any other: the header of a table, the
     *     fence of code, which then ends with a fence too
     */
    record Leaf(Kind kind, int start, int end, int head) implements Block {

        @Override
        public Block appended(int by) {
            return new Leaf(kind, start + by, end + by, head);
        }
    }

    /**
     * A block that consists of blocks.
     *
     * @param head how many of its blocks are the title of the others
     * @param prefix what all its lines begin with, except that the first has a mark in its place
     */
    record Container(Kind kind, int start, int end, int head, String prefix, List<Block> inner)
            implements Block {

        public Container {
            inner = List.copyOf(inner);
        }

        @Override
        public Block appended(int by) {
            return new Container(
                    kind,
                    start + by,
                    end + by,
                    head,
                    prefix,
                    inner.stream().map(block -> block.appended(by)).toList());
        }
    }
}
