package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Macro;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Finds what a macro's content is headed by, whatever its app calls the parameter. */
final class Titles {

    /** The names, those that are surely titles first. */
    private static final List<String> NAMES =
            List.of(
                    "title",
                    "label",
                    "heading",
                    "header",
                    "caption",
                    "headline",
                    "name",
                    "tabName",
                    "tab-name",
                    "tabLabel",
                    "summary");

    /** Switches, numbers and addresses are no titles. */
    private static final Pattern NO_TITLE =
            Pattern.compile(
                    "true|false|yes|no|on|off|none|null|[\\d.]+|h[1-6]|#[0-9a-f]{3,8}|https?://.*",
                    Pattern.CASE_INSENSITIVE);

    private Titles() {}

    /** The titles of a macro with a body, mostly one. */
    static Set<String> of(Macro macro) {
        Set<String> titles = new LinkedHashSet<>();
        titles.add(macro.parameter("title"));
        titles.add(macro.parameter("label"));
        titles.remove("");
        if (titles.isEmpty()) {
            titles.add(first(macro::parameter));
        }
        for (Element parameter : macro.parameters()) {
            String name = parameter.attr("ac:name").toLowerCase(Locale.ROOT);
            String value = parameter.wholeText().strip();
            if (titles.contains("") && name.endsWith("title") && isTitle(value)) {
                titles.add(value);
            }
        }
        titles.remove("");
        return titles;
    }

    /**
     * The first title among parameters; empty for none.
     *
     * @param parameters gives a parameter's value, empty for what is not there
     */
    static String first(UnaryOperator<String> parameters) {
        return NAMES.stream().map(parameters).filter(Titles::isTitle).findFirst().orElse("");
    }

    private static boolean isTitle(String value) {
        return !value.isEmpty() && !NO_TITLE.matcher(value).matches();
    }
}
