package dev.kbsync.convert.render;

import dev.kbsync.convert.handling.LinkStyle;
import dev.kbsync.page.Block;
import dev.kbsync.page.Format;
import java.util.List;
import org.commonmark.node.Node;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/** Writes a tree in a format. */
public final class DocumentRenderer {

    private DocumentRenderer() {}

    /** A document's text, ending in one LF unless there is none, and its blocks. */
    public record Rendering(String text, List<Block> outline) {}

    /**
     * Writes a document.
     *
     * @param links where links lead to pages that have a document
     * @param length about how long the text will be, so that it need not grow
     */
    public static Rendering render(Node document, Format format, LinkStyle links, int length) {
        StringBuilder text = new StringBuilder(length);
        Outliner outliner = new Outliner(text, format);
        if (format == Format.MARKDOWN) {
            new MarkdownNodes(text, links, outliner).render(document);
        } else {
            textRenderer(outliner).render(document, text);
        }
        int end = text.length();
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        text.setLength(end);
        return new Rendering(end == 0 ? "" : text.append('\n').toString(), outliner.outline());
    }

    private static TextContentRenderer textRenderer(Outliner outliner) {
        return TextContentRenderer.builder()
                .nodeRendererFactory(context -> new TextNodes(context, outliner))
                .nodeRendererFactory(TextTables::new)
                .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
                .build();
    }
}
