package dev.kbsync.convert.tree;

import java.util.function.Supplier;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of inline content with one set of marks.
 *
 * @param text the text, not empty, or empty when this is a break or {@code node}
 * @param marks its marks' bits
 * @param link the link it belongs to
 * @param node makes the node this is; null when it is text or a break
 */
record Piece(
        String text, int marks, @Nullable Target link, @Nullable Supplier<? extends Node> node) {

    static Piece lineBreak(int marks, @Nullable Target link) {
        return new Piece("", marks, link, null);
    }

    boolean isBreak() {
        return text.isEmpty() && node == null;
    }

    boolean isText() {
        return !text.isEmpty() && !isCode();
    }

    boolean isPlainText() {
        return !text.isEmpty() && marks == 0 && link == null;
    }

    boolean isCode() {
        return !text.isEmpty() && (marks & Mark.CODE.bit()) != 0;
    }

    /** The marks that are written around the text, which code is not. */
    int wraps() {
        return marks & ~Mark.CODE.bit();
    }

    Piece withMarks(int other) {
        return new Piece(text, other, link, node);
    }

    Piece withText(String other) {
        return new Piece(other, marks, link, node);
    }
}
