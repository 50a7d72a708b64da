package dev.kbsync.convert.macro;

import dev.kbsync.convert.Macro;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Finds the excerpt of a page. */
final class Excerpts {

    private static final Set<String> NAMES =
            Set.of("excerpt", "multiexcerpt", "multiexcerpt-macro");

    private Excerpts() {}

    /** The body of the excerpt of that name; of the first when the name is empty. */
    static @Nullable Element find(Element root, String name) {
        for (Element element : root.getAllElements()) {
            Macro macro = Macro.of(element);
            boolean excerpt = NAMES.contains(macro.name());
            if (excerpt && (name.isEmpty() || macro.parameter("name").equals(name))) {
                return macro.richBody();
            }
        }
        return null;
    }
}
