package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.tree.Mark;
import dev.kbsync.convert.tree.Target;
import org.jspecify.annotations.Nullable;

/** What stands for content that is not in the page: a name in brackets, or a link. */
final class Marker {

    private Marker() {}

    static void name(String name, Conversion page) {
        page.flow().marked(Mark.EMPHASIS, () -> page.flow().word("(" + name + ")"));
    }

    /** A link, or the text alone where there is no address. */
    static void link(String text, @Nullable Target target, Conversion page) {
        if (target == null) {
            page.flow().word(text);
        } else {
            page.flow().linked(target, () -> page.flow().word(text));
        }
    }
}
