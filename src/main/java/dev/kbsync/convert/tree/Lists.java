package dev.kbsync.convert.tree;

import org.commonmark.node.Block;
import org.commonmark.node.BulletList;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;

/** What Markdown asks of lists: their markers and their spacing. */
final class Lists {

    /** In place of a start number. */
    static final int BULLETS = -1;

    /** Markdown allows nine digits; a list that begins near them would outgrow them. */
    private static final int MAX_START = 99_999_999;

    private Lists() {}

    static ListBlock list(int start) {
        if (start == BULLETS) {
            BulletList list = new BulletList();
            list.setMarker("-");
            return list;
        }
        OrderedList list = new OrderedList();
        list.setMarkerDelimiter(".");
        list.setMarkerStartNumber(start >= 0 && start <= MAX_START ? start : 1);
        return list;
    }

    /** An empty item counts in a numbered list; nothing else does when it is empty. */
    static boolean isWorthKeeping(Block block, Node parent) {
        return block.getFirstChild() != null
                || (block instanceof ListItem && parent instanceof OrderedList);
    }

    /** Appends a block; what is not an item but stands between items joins the one before it. */
    static void append(Block block, Node parent) {
        Node real = parent;
        if (parent instanceof ListBlock && !(block instanceof ListItem)) {
            if (parent.getLastChild() == null) {
                parent.appendChild(new ListItem());
            }
            real = parent.getLastChild();
        }
        if (block instanceof ListBlock list) {
            list.setTight(isTight(list));
            keepApart(list, real.getLastChild());
        }
        real.appendChild(block);
    }

    /** Two lists in a row would be read as one, had they the same marker. */
    private static void keepApart(ListBlock list, Node before) {
        if (list instanceof BulletList bullets && before instanceof BulletList other) {
            bullets.setMarker(other.getMarker().equals("-") ? "*" : "-");
        }
        if (list instanceof OrderedList numbers && before instanceof OrderedList other) {
            numbers.setMarkerDelimiter(other.getMarkerDelimiter().equals(".") ? ")" : ".");
        }
    }

    /** A list without blank lines: each item is a paragraph, then lists that can follow it. */
    private static boolean isTight(ListBlock list) {
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            Node child = item.getFirstChild();
            if (child instanceof Paragraph) {
                child = child.getNext();
            }
            while (child != null) {
                if (!(child instanceof ListBlock nested) || !canFollowText(nested)) {
                    return false;
                }
                child = child.getNext();
            }
        }
        return true;
    }

    /** Directly below a line of text, a list must begin with 1 and with content to be seen. */
    private static boolean canFollowText(ListBlock list) {
        Node first = list.getFirstChild();
        boolean fromOne =
                !(list instanceof OrderedList numbers) || numbers.getMarkerStartNumber() == 1;
        return fromOne && list.isTight() && first != null && first.getFirstChild() != null;
    }
}
