package dev.kbsync.convert.measure;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** The words that Confluence itself shows of a page. */
final class Reference {

    private static final Pattern INCLUDES = Pattern.compile("ac:name=\"(excerpt-)?include\"");

    private Reference() {}

    /** Whether the page shows words that are not in it. */
    static boolean isIncomparable(String storage) {
        return INCLUDES.matcher(storage).find();
    }

    /**
     * @param html Confluence's rendering, which does not show captions
     * @param storage where the captions are
     */
    static Words words(String html, String storage) {
        Words words = Words.of(text(Jsoup.parse(html).body()));
        for (Element caption :
                Jsoup.parse(storage, "", org.jsoup.parser.Parser.xmlParser())
                        .getElementsByTag("ac:caption")) {
            words.add(text(caption), 1);
        }
        return words;
    }

    private static String text(Element root) {
        StringBuilder text = new StringBuilder();
        root.traverse(
                (node, depth) -> {
                    if (node instanceof TextNode child) {
                        text.append(child.getWholeText());
                    } else if (node instanceof Element element
                            && (element.isBlock() || element.normalName().matches("br|td|th|tr"))) {
                        text.append(' ');
                    }
                });
        return text.toString();
    }
}
