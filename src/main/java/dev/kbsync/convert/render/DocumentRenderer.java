package dev.kbsync.convert.render;

import dev.kbsync.page.Format;
import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.markdown.MarkdownNodeRendererContext;
import org.commonmark.renderer.markdown.MarkdownNodeRendererFactory;
import org.commonmark.renderer.markdown.MarkdownRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/** Writes a tree in a format. */
public final class DocumentRenderer {

    private static final MarkdownRenderer MARKDOWN =
            MarkdownRenderer.builder().nodeRendererFactory(new MarkdownNodeFactory()).build();

    private static final TextContentRenderer TEXT =
            TextContentRenderer.builder()
                    .nodeRendererFactory(TextNodes::new)
                    .nodeRendererFactory(TextTables::new)
                    .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
                    .build();

    private DocumentRenderer() {}

    /** The document's text, ending in one LF unless there is none. */
    public static String render(Node document, Format format) {
        StringBuilder text = new StringBuilder(4096);
        if (format == Format.MARKDOWN) {
            MARKDOWN.render(document, text);
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

    private static final class MarkdownNodeFactory implements MarkdownNodeRendererFactory {
        @Override
        public NodeRenderer create(MarkdownNodeRendererContext context) {
            return new MarkdownNodes(context);
        }

        @Override
        public Set<Character> getSpecialCharacters() {
            return Set.of();
        }
    }
}
