package dev.kbsync.convert.render;

import java.util.Arrays;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.Node;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/**
 * Which characters of a paragraph could be delimiters because there is another one they could pair
 * up with: one that stands alone, as in {@code 10~20} or {@code _draft}, needs no escape.
 */
final class Delimiters {

    private static final String PAIRING = "_*~`";

    private final int[] runs = new int[PAIRING.length()];
    private @Nullable Node paragraph;

    /** Whether a delimiter in a text has a possible partner in the text's paragraph. */
    boolean mayPair(char delimiter, Text text) {
        Node around = paragraph(text);
        if (!around.equals(paragraph)) {
            paragraph = around;
            Arrays.fill(runs, 0);
            count(around);
        }
        return runs[PAIRING.indexOf(delimiter)] > 1;
    }

    private static Node paragraph(Node text) {
        Node around = text;
        while (!(around instanceof Block) && !(around instanceof TableCell)) {
            around = around.getParent();
        }
        return around;
    }

    private void count(Node parent) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            if (child instanceof Text text) {
                count(text.getLiteral());
            } else if (child instanceof Code) {
                pair('`');
            } else if (child instanceof StrongEmphasis) {
                pair('*');
            } else if (child instanceof Emphasis emphasis) {
                pair(emphasis.getOpeningDelimiter().charAt(0));
            } else if (child instanceof Strikethrough) {
                pair('~');
            }
            count(child);
        }
    }

    private void pair(char delimiter) {
        runs[PAIRING.indexOf(delimiter)] += 2;
    }

    private void count(String text) {
        for (int i = 0; i < text.length(); i++) {
            int delimiter = PAIRING.indexOf(text.charAt(i));
            if (delimiter >= 0) {
                runs[delimiter]++;
            }
        }
    }
}
