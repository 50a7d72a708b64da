package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.tree.Mark;
import dev.kbsync.page.Census.Treatment;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * {@code <strong>}, {@code <em>}, {@code <s>}, {@code <sup>}, {@code <sub>}, {@code <code>} and
 * their other spellings.
 */
public final class MarkHandler implements ElementHandler {

    private static final Map<String, Mark> MARKS =
            Map.ofEntries(
                    Map.entry("strong", Mark.STRONG),
                    Map.entry("b", Mark.STRONG),
                    Map.entry("em", Mark.EMPHASIS),
                    Map.entry("i", Mark.EMPHASIS),
                    Map.entry("s", Mark.STRIKETHROUGH),
                    Map.entry("del", Mark.STRIKETHROUGH),
                    Map.entry("strike", Mark.STRIKETHROUGH),
                    Map.entry("sup", Mark.SUPERSCRIPT),
                    Map.entry("sub", Mark.SUBSCRIPT),
                    Map.entry("code", Mark.CODE),
                    Map.entry("tt", Mark.CODE),
                    Map.entry("kbd", Mark.CODE),
                    Map.entry("samp", Mark.CODE));

    @Override
    public Set<String> names() {
        return MARKS.keySet();
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Mark mark = Objects.requireNonNull(MARKS.get(element.normalName()));
        page.flow().marked(mark, () -> page.children(element));
        return Treatment.RENDERED;
    }
}
