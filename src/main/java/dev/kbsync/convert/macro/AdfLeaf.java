package dev.kbsync.convert.macro;

import dev.kbsync.convert.element.Emoji;
import dev.kbsync.convert.handling.Conversion;
import org.jsoup.nodes.Element;

/**
 * The new editor's nodes that are all attributes: {@code <ac:adf-node type="date"><ac:adf-attribute
 * key="timestamp">1769817600000</ac:adf-attribute></ac:adf-node>}.
 */
final class AdfLeaf {

    private AdfLeaf() {}

    /** Whether a node is one, and says something. */
    static boolean speaks(Element node) {
        return node.normalName().equals("ac:adf-node") && !said(node).isEmpty();
    }

    private static String said(Element node) {
        return switch (node.attr("type")) {
            case "status" -> AdfNode.attribute(node, "text") + AdfNode.attribute(node, "color");
            case "date" -> DateMacro.readable(AdfNode.attribute(node, "timestamp"));
            case "mention" -> AdfNode.attribute(node, "text");
            case "emoji" ->
                    Emoji.of(
                            AdfNode.attribute(node, "text"),
                            AdfNode.attribute(node, "id"),
                            AdfNode.attribute(node, "short-name"),
                            "");
            case "inline-card", "block-card", "embed-card" -> AdfNode.attribute(node, "url");
            default -> "";
        };
    }

    static void write(Element node, Conversion page) {
        String said = said(node);
        switch (node.attr("type")) {
            case "status" ->
                    StatusMacro.write(
                            AdfNode.attribute(node, "text"),
                            AdfNode.attribute(node, "color"),
                            page);
            case "emoji" -> page.flow().text(said);
            case "inline-card", "block-card", "embed-card" ->
                    page.convert(new Element("a").attr("href", said).text(said));
            default -> page.flow().word(said);
        }
    }
}
