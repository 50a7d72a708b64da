package dev.kbsync.console;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * Markdown as HTML that a page of the console can show below a heading of its own. Whatever the
 * Markdown holds, there is no script in it, no address but of the web and of mail, and nothing that
 * a browser fetches by itself.
 */
final class RenderedMarkdown {

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), StrikethroughExtension.create());

    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder()
                    .extensions(EXTENSIONS)
                    .escapeHtml(true)
                    .sanitizeUrls(true)
                    .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https", "mailto")))
                    .attributeProviderFactory(context -> RenderedMarkdown::outside)
                    .nodeRendererFactory(Harmless::new)
                    .build();

    private RenderedMarkdown() {}

    /**
     * @param level of the heading above it, 1 to 5
     */
    static String html(String markdown, int level) {
        Node tree = PARSER.parse(markdown);
        tree.accept(new Below(level));
        return RENDERER.render(tree);
    }

    private static void outside(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Link) {
            attributes.put("rel", "noopener noreferrer");
            attributes.put("target", "_blank");
        }
    }

    /** Writes the tags that documents use as such; all others are text. */
    private static final class Harmless implements NodeRenderer {

        private static final Set<String> TAGS =
                Set.of("<sup>", "</sup>", "<sub>", "</sub>", "<u>", "</u>", "<br>");

        private final HtmlWriter html;

        Harmless(HtmlNodeRendererContext context) {
            this.html = context.getWriter();
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(HtmlInline.class);
        }

        @Override
        public void render(Node node) {
            String tag = ((HtmlInline) node).getLiteral();
            if (TAGS.contains(tag)) {
                html.raw(tag);
            } else {
                html.text(tag);
            }
        }
    }

    /** Brings headings below another one without gaps, and makes links of images. */
    private static final class Below extends AbstractVisitor {

        private final int top;
        private int last;

        Below(int level) {
            this.top = level;
            this.last = level;
        }

        @Override
        public void visit(Heading heading) {
            last = Math.min(6, Math.min(last + 1, top + heading.getLevel()));
            heading.setLevel(last);
            visitChildren(heading);
        }

        @Override
        public void visit(Image image) {
            if (image.getFirstChild() == null) {
                image.appendChild(new Text("image"));
            }
            Node alone = new Link(image.getDestination(), image.getTitle());
            boolean linked = isLinked(image);
            for (Node child = image.getLastChild(); child != null; child = image.getLastChild()) {
                if (linked) {
                    image.insertAfter(child);
                } else {
                    alone.prependChild(child);
                }
            }
            if (!linked) {
                image.insertAfter(alone);
            }
            image.unlink();
        }

        private static boolean isLinked(Node node) {
            for (Node above = node.getParent(); above != null; above = above.getParent()) {
                if (above instanceof Link) {
                    return true;
                }
            }
            return false;
        }
    }
}
