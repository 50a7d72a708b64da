package dev.kbsync.convert.tree;

import java.util.List;
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

    /** Whether there is nothing to see, so that no mark can begin or end with it. */
    boolean isBlank() {
        return isBreak() || (isText() && text.isBlank());
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

    /** Adds this, in up to three pieces, so that a mark can leave out a blank at either end. */
    void addWithBlanksApart(List<Piece> to) {
        int length = text.length();
        boolean mayBlank = length > 1 && wraps() != 0 && !isCode();
        boolean before = mayBlank && text.charAt(0) == ' ';
        boolean after = mayBlank && text.charAt(length - 1) == ' ';
        if (!before && !after) {
            to.add(this);
            return;
        }
        if (before) {
            to.add(withText(" "));
        }
        to.add(withText(text.substring(before ? 1 : 0, after ? length - 1 : length)));
        if (after) {
            to.add(withText(" "));
        }
    }

    Piece withMarks(int other) {
        return new Piece(text, other, link, node);
    }

    Piece withText(String other) {
        return new Piece(other, marks, link, node);
    }
}
