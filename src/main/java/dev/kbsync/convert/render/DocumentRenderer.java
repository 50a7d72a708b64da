package dev.kbsync.convert.render;

import dev.kbsync.convert.handling.LinkStyle;
import dev.kbsync.page.Format;
import org.commonmark.node.Node;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/** Writes a tree in a format. */
public final class DocumentRenderer {

    private static final TextContentRenderer TEXT =
            TextContentRenderer.builder()
                    .nodeRendererFactory(TextNodes::new)
                    .nodeRendererFactory(TextTables::new)
                    .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
                    .build();

    private DocumentRenderer() {}

    /**
     * The document's text, ending in one LF unless there is none.
     *
     * @param links where links lead to pages that have a document
     * @param length about how long the text will be, so that it need not grow
     */
    public static String render(Node document, Format format, LinkStyle links, int length) {
        StringBuilder text = new StringBuilder(length);
        if (format == Format.MARKDOWN) {
            new MarkdownNodes(text, links).render(document);
        } else {
            TEXT.render(document, text);
        }
        int end = text.length();
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        text.setLength(end);
        return end == 0 ? "" : text.append('\n').toString();
    }
}
