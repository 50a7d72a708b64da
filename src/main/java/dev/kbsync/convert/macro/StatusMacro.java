package dev.kbsync.convert.macro;

import dev.kbsync.convert.Conversion;
import dev.kbsync.convert.ElementHandler;
import dev.kbsync.convert.Macro;
import dev.kbsync.convert.tree.Mark;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * A badge, as strong text: {@code <ac:structured-macro ac:name="status"><ac:parameter
 * ac:name="title">IN PROGRESS</ac:parameter>...}.
 */
public final class StatusMacro implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("{status}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        write(macro.parameter("title"), page);
        return Treatment.RENDERED;
    }

    static void write(String title, Conversion page) {
        page.flow().marked(Mark.STRONG, () -> page.flow().word(title));
    }
}
