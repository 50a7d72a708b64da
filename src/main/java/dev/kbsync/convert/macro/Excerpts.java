package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Macro;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Finds the excerpt of a page. */
final class Excerpts {

    /** The macros that mark an excerpt. */
    static final Set<String> NAMES =
            Set.of(
                    "excerpt",
                    "multiexcerpt",
                    "multi-excerpt",
                    "multiexcerpt-macro",
                    "multiexcerpt-fast-macro",
                    "multiexcerpt-fast-block-macro",
                    "multiexcerpt-fast-inline-macro");

    private Excerpts() {}

    /** What a macro calls an excerpt; empty if it does not say. */
    static String name(Macro macro) {
        String name = macro.parameter("name");
        return name.isEmpty() ? macro.parameter("MultiExcerptName") : name;
    }

    /** The body of the excerpt of that name; of the first when the name is empty. */
    static @Nullable Element find(Element root, String name) {
        for (Element element : root.getAllElements()) {
            Macro macro = Macro.of(element);
            boolean excerpt = NAMES.contains(macro.name().toLowerCase(Locale.ROOT));
            if (excerpt && (name.isEmpty() || name(macro).equals(name))) {
                return macro.richBody();
            }
        }
        return null;
    }
}
