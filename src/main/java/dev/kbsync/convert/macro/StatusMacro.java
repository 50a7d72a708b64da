package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.convert.tree.Mark;
import dev.kbsync.page.Census.Treatment;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * A badge, as strong text. Without a title Confluence shows the name of its colour.
 *
 * <pre>{@code
 * <ac:structured-macro ac:name="status">
 *   <ac:parameter ac:name="title">IN PROGRESS</ac:parameter>
 *   <ac:parameter ac:name="colour">Blue</ac:parameter>
 * </ac:structured-macro>
 * }</pre>
 */
public final class StatusMacro implements ElementHandler {

    private static final String DEFAULT_COLOUR = "Grey";

    @Override
    public Set<String> names() {
        return Set.of("{status}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        String colour = macro.parameter("colour");
        write(macro.parameter("title"), colour.isEmpty() ? macro.parameter("color") : colour, page);
        return Treatment.RENDERED;
    }

    static void write(String title, String colour, Conversion page) {
        String shown = title.isEmpty() ? named(colour) : title;
        page.flow().marked(Mark.STRONG, () -> page.flow().word(shown));
    }

    /** A colour as the badge shows it; the new editor's {@code neutral} is grey. */
    private static String named(String colour) {
        if (colour.isEmpty() || colour.equalsIgnoreCase("neutral")) {
            return DEFAULT_COLOUR;
        }
        return colour.substring(0, 1).toUpperCase(Locale.ROOT) + colour.substring(1);
    }
}
