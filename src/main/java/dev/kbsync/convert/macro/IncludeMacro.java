package dev.kbsync.convert.macro;

import dev.kbsync.convert.Conversion;
import dev.kbsync.convert.ElementHandler;
import dev.kbsync.convert.Macro;
import dev.kbsync.convert.Resource;
import dev.kbsync.page.Census.Treatment;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Another page's content, or an excerpt of it. Where it is not at hand there is a link instead.
 *
 * <pre>{@code
 * <ac:structured-macro ac:name="include">   or excerpt-include
 *   <ac:parameter ac:name=""><ac:link><ri:page ri:space-key="KEY" ri:content-title="Title" /></ac:link></ac:parameter>
 *   <ac:parameter ac:name="name">which excerpt</ac:parameter>
 * </ac:structured-macro>
 * }</pre>
 */
public final class IncludeMacro implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("{include}", "{excerpt-include}", "{multiexcerpt-include}", "{include-page}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        Element included = included(macro);
        String title = included.attr("ri:content-title");
        String space = Resource.space(included, page);
        boolean whole = !macro.name().toLowerCase(Locale.ROOT).contains("excerpt");
        String name = macro.parameter("name");
        boolean found =
                !title.isEmpty()
                        && page.include(
                                space, title, root -> whole ? root : Excerpts.find(root, name));
        if (!found) {
            Resource resource = Resource.of(included, "", page);
            page.flow().text("\u2192 ");
            Marker.link(resource.text(), resource.target(), page);
        }
        return found ? Treatment.RENDERED : Treatment.NAMED;
    }

    /** The resource; Confluence 4 wrote {@code KEY:Title} instead. */
    private static Element included(Macro macro) {
        for (String parameter : new String[] {"", "page", "pageTitle"}) {
            Element resource = macro.resource(parameter);
            if (resource != null) {
                return resource;
            }
        }
        String named = macro.defaultParameter();
        int colon = named.indexOf(':');
        return new Element("ri:page")
                .attr("ri:space-key", colon < 0 ? "" : named.substring(0, colon))
                .attr("ri:content-title", named.substring(colon + 1));
    }
}
