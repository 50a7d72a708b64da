package dev.kbsync.convert.render;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** What can be read of inline content. */
final class PlainText {

    private PlainText() {}

    static String of(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Text child) {
                        text.append(child.getLiteral());
                    }

                    @Override
                    public void visit(Code child) {
                        text.append(child.getLiteral());
                    }
                });
        return text.toString();
    }
}
