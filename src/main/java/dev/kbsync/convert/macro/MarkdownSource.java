package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.xml.StorageXml;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads Markdown as the elements that a page would hold instead, so that its links, images and HTML
 * are treated like those of any page.
 */
final class MarkdownSource {

    private static final int MAX_DEPTH = 100;

    /** Far more than people write; the parser's time grows with their square. */
    private static final int MAX_DELIMITERS = 20_000;

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), StrikethroughExtension.create());

    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private static final HtmlRenderer HTML = HtmlRenderer.builder().extensions(EXTENSIONS).build();

    /** Confluence's own elements mean nothing in Markdown. */
    private static final Pattern OWN_ELEMENT = Pattern.compile("</?\\s*[\\w-]+:[\\w-]");

    private static final Pattern BOX = Pattern.compile("\\s*\\[([ xX])]\\s");

    private MarkdownSource() {}

    /** The elements below one root; null if the text is too entangled to be parsed. */
    static @Nullable Element parse(String source, Conversion page) {
        if (source.chars().filter(c -> c == '[' || c == '~').count() > MAX_DELIMITERS) {
            return null;
        }
        Node document;
        try {
            document = PARSER.parse(withoutIndent(source));
        } catch (StackOverflowError e) {
            return null;
        }
        if (isDeep(document)) {
            return null;
        }
        document.accept(new OwnElements());
        Element html = StorageXml.parse(HTML.render(document), page::warn);
        html.select("li").forEach(MarkdownSource::task);
        return html;
    }

    /** A body may be indented as a whole, which would make it code. */
    private static String withoutIndent(String source) {
        int indent =
                source.lines()
                        .filter(line -> !line.isBlank())
                        .mapToInt(line -> line.length() - line.stripLeading().length())
                        .min()
                        .orElse(0);
        return indent == 0 ? source : source.indent(-indent);
    }

    private static boolean isDeep(Node document) {
        int depth = 0;
        Node node = document;
        while (node != null) {
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                depth++;
                if (depth > MAX_DEPTH) {
                    return true;
                }
                continue;
            }
            while (node != null && node.getNext() == null) {
                node = node.getParent();
                depth--;
            }
            node = node == null ? null : node.getNext();
        }
        return false;
    }

    /** Makes an item that begins with a box a task. */
    private static void task(Element item) {
        Element first = item.firstElementChild();
        boolean loose = first != null && first.normalName().equals("p");
        Element holder = first != null && loose && item.ownText().isBlank() ? first : item;
        for (TextNode text : holder.textNodes()) {
            if (text.isBlank()) {
                continue;
            }
            Matcher box = BOX.matcher(text.getWholeText());
            if (box.lookingAt()) {
                String status = box.group(1).isBlank() ? "incomplete" : "complete";
                text.text(text.getWholeText().substring(box.end()));
                item.tagName("ac:task");
                item.prependChild(new Element("ac:task-status").text(status));
            }
            return;
        }
    }

    /** Turns blocks of HTML with Confluence's own elements into text; elsewhere they are text. */
    private static final class OwnElements extends AbstractVisitor {

        @Override
        public void visit(HtmlBlock html) {
            if (OWN_ELEMENT.matcher(html.getLiteral()).find()) {
                Paragraph paragraph = new Paragraph();
                paragraph.appendChild(new Text(html.getLiteral()));
                html.insertAfter(paragraph);
                html.unlink();
            }
        }
    }
}
