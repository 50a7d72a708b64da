package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.tree.Mark;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/** {@code <dt>} of {@code <dl><dt>term</dt><dd>meaning</dd></dl>}. */
public final class TermHandler implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("dt");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        page.flow().paragraph(() -> page.flow().marked(Mark.STRONG, () -> page.children(element)));
        return Treatment.RENDERED;
    }
}
