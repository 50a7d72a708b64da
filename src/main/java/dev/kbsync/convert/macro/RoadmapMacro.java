package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.convert.text.UrlText;
import dev.kbsync.page.Census.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * A road map: its title, and the titles of its lanes and bars, which are in its source.
 *
 * <pre>{@code
 * <ac:structured-macro ac:name="roadmap">
 *   <ac:parameter ac:name="title">Road map</ac:parameter>
 *   <ac:parameter ac:name="source">%7B%22title%22%3A%22...   JSON, encoded for URLs
 * </ac:structured-macro>
 * }</pre>
 */
public final class RoadmapMacro implements ElementHandler {

    private static final Pattern TITLE =
            Pattern.compile("\"title\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.){1,500})\"");

    @Override
    public Set<String> names() {
        return Set.of("{roadmap}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        String title = UrlText.decoded(macro.parameter("title"));
        List<String> titles = titles(macro.parameter("source"));
        titles.remove(title);
        if (title.isEmpty()) {
            Marker.name(macro.name(), page);
        } else {
            page.flow().title(title);
        }
        if (titles.isEmpty()) {
            return Treatment.NAMED;
        }
        page.flow()
                .bulletList(
                        () -> titles.forEach(one -> page.flow().item(() -> page.flow().text(one))));
        return Treatment.RENDERED;
    }

    private static List<String> titles(String source) {
        List<String> titles = new ArrayList<>();
        Matcher matcher = TITLE.matcher(UrlText.decoded(source));
        while (matcher.find()) {
            titles.add(matcher.group(1).replaceAll("\\\\(.)", "$1"));
        }
        return titles;
    }
}
