package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * An emoji, as its character where there is one, else its short name.
 *
 * <pre>{@code
 * <ac:emoticon ac:name="blue-star" ac:emoji-shortname=":tada:" ac:emoji-id="1f389" ac:emoji-fallback="..." />
 * <ac:emoticon ac:name="tick" />
 * }</pre>
 */
public final class EmoticonHandler implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("ac:emoticon");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        page.flow()
                .text(
                        Emoji.of(
                                element.attr("ac:emoji-fallback"),
                                element.attr("ac:emoji-id"),
                                element.attr("ac:emoji-shortname"),
                                element.attr("ac:name")));
        page.children(element);
        return Treatment.RENDERED;
    }
}
