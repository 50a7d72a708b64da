package dev.kbsync.convert.render;

import dev.kbsync.convert.LinkStyle;
import dev.kbsync.page.Format;
import java.util.Map;
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

    private static final Map<LinkStyle, MarkdownRenderer> MARKDOWN =
            Map.of(
                    LinkStyle.WEB,
                    markdown(LinkStyle.WEB),
                    LinkStyle.FILE,
                    markdown(LinkStyle.FILE));

    private static final TextContentRenderer TEXT =
            TextContentRenderer.builder()
                    .nodeRendererFactory(TextNodes::new)
                    .nodeRendererFactory(TextTables::new)
                    .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
                    .build();

    private DocumentRenderer() {}

    private static MarkdownRenderer markdown(LinkStyle links) {
        return MarkdownRenderer.builder()
                .nodeRendererFactory(new MarkdownNodeFactory(links))
                .build();
    }

    /**
     * The document's text, ending in one LF unless there is none.
     *
     * @param links where links lead to pages that have a document
     */
    public static String render(Node document, Format format, LinkStyle links) {
        StringBuilder text = new StringBuilder(4096);
        if (format == Format.MARKDOWN) {
            MARKDOWN.getOrDefault(links, markdown(links)).render(document, text);
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

    private record MarkdownNodeFactory(LinkStyle links) implements MarkdownNodeRendererFactory {
        @Override
        public NodeRenderer create(MarkdownNodeRendererContext context) {
            return new MarkdownNodes(context, links);
        }

        @Override
        public Set<Character> getSpecialCharacters() {
            return Set.of();
        }
    }
}
