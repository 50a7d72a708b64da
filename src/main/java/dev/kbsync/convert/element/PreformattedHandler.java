package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.page.Census.Treatment;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * {@code <pre>...</pre>}: code, unless it holds more than text, which code cannot; then its line
 * breaks are kept.
 */
public final class PreformattedHandler implements ElementHandler {

    private static final Set<String> PLAIN =
            Set.of("span", "code", "tt", "b", "strong", "i", "em", "u", "s", "br", "font", "p");

    /** How HTML names a language: {@code <code class="language-java">}. */
    private static final Pattern LANGUAGE = Pattern.compile("\\blanguage-([\\w#+.-]+)");

    @Override
    public Set<String> names() {
        return Set.of("pre");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        if (element.getAllElements().stream()
                .skip(1)
                .allMatch(e -> PLAIN.contains(e.normalName()))) {
            String language = language(element);
            String code = textOf(element);
            page.flow().boundary();
            if (!code.isBlank() || !language.isEmpty()) {
                page.flow().code(language, code);
            }
        } else {
            page.flow().paragraph(() -> lines(element, page));
        }
        return Treatment.RENDERED;
    }

    private static String language(Element element) {
        for (Element below : element.getAllElements()) {
            Matcher matcher = LANGUAGE.matcher(below.className());
            if (matcher.find()) {
                return matcher.group(1).toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    private static String textOf(Element element) {
        StringBuilder text = new StringBuilder();
        element.traverse(
                (node, depth) -> {
                    if (node instanceof TextNode child) {
                        text.append(child.getWholeText());
                    } else if (node.nodeName().equals("br")) {
                        text.append('\n');
                    }
                });
        int start = text.indexOf("\n") == 0 ? 1 : 0;
        return text.substring(start);
    }

    private static void lines(Element element, Conversion page) {
        for (Node node : element.childNodes()) {
            if (!(node instanceof TextNode text)) {
                page.convert(node);
                continue;
            }
            String[] lines = text.getWholeText().split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (i > 0) {
                    page.flow().lineBreak();
                }
                page.flow().text(lines[i]);
            }
        }
    }
}
