package dev.kbsync.convert.tree;

/** What content may be made of where it stands. */
enum Shape {
    /** Blocks: the page itself, a list item, a quotation. */
    BLOCKS,
    /** Lines of inline content: a table cell. */
    LINES,
    /** One line of inline content: a heading, a caption. */
    LINE
}
