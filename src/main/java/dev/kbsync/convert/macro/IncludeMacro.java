package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Elements;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.convert.handling.Resource;
import dev.kbsync.page.Census.Treatment;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Another page's content, or an excerpt of it, which goes on with a sentence if it is a paragraph.
 * Where it is not at hand there is a link instead, and where no page is named the macro's name.
 *
 * <pre>{@code
 * <ac:structured-macro ac:name="include">   or excerpt-include
 *   <ac:parameter ac:name=""><ac:link><ri:page ri:space-key="KEY" ri:content-title="Title" /></ac:link></ac:parameter>
 *   <ac:parameter ac:name="name">which excerpt</ac:parameter>
 * </ac:structured-macro>
 * <ac:structured-macro ac:name="multiexcerpt-include">
 *   <ac:parameter ac:name="PageWithExcerpt"><ac:link><ri:page ri:content-title="Title" /></ac:link></ac:parameter>
 *   <ac:parameter ac:name="MultiExcerptName">which excerpt</ac:parameter>
 * </ac:structured-macro>
 * }</pre>
 */
public final class IncludeMacro implements ElementHandler {

    /** Where the macros keep the page. */
    private static final List<String> PAGE_PARAMETERS =
            List.of("", "page", "pageTitle", "PageWithExcerpt", "pageName");

    /** {@code KEY:Title}; a colon in a title is followed by a blank. */
    private static final Pattern KEY_AND_TITLE = Pattern.compile("(~?[\\w.-]+):(\\S.*)");

    private static final Pattern CONTENT_ID = Pattern.compile("\\d+");

    @Override
    public Set<String> names() {
        return Set.of(
                "{include}",
                "{include-page}",
                "{excerpt-include}",
                "{excerpt-include-macro}",
                "{multiexcerpt-include}",
                "{multi-excerpt-include}",
                "{multiexcerpt-include-macro}",
                "{multiexcerpt-fast-include-macro}",
                "{multiexcerpt-fast-include-block-macro}",
                "{multiexcerpt-fast-include-inline-macro}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        Element included = included(macro);
        if (included == null) {
            Marker.name(macro.name(), page);
            return Treatment.NAMED;
        }
        boolean whole = !macro.name().toLowerCase(Locale.ROOT).contains("excerpt");
        String excerpt = whole ? "" : Excerpts.name(macro);
        boolean inText = macro.isInText();
        Function<Element, @Nullable Element> part =
                root -> {
                    Element content = whole ? root : Excerpts.find(root, excerpt);
                    return content == null || !inText ? content : Elements.onlyParagraph(content);
                };
        if (isShown(included, part, page)) {
            return Treatment.RENDERED;
        }
        link(included, whole ? "" : macro.parameter("name"), page);
        return Treatment.NAMED;
    }

    private static boolean isShown(
            Element included, Function<Element, @Nullable Element> part, Conversion page) {
        String title = included.attr("ri:content-title");
        return !title.isEmpty() && page.include(Resource.space(included, page), title, part);
    }

    /**
     * A link to what is not at hand.
     *
     * @param excerpt what of the page is meant, as people call it; empty for the page or its only
     *     excerpt
     */
    static void link(Element included, String excerpt, Conversion page) {
        Resource resource = Resource.of(included, "", page);
        page.flow().text("\u2192 ");
        String text = excerpt.isEmpty() ? resource.text() : resource.text() + ": " + excerpt;
        Marker.link(text, resource.target(), page);
    }

    /** The page that is named, as a resource or as text; null for none. */
    private static @Nullable Element included(Macro macro) {
        for (String parameter : PAGE_PARAMETERS) {
            Element resource = macro.resource(parameter);
            if (resource != null && namesContent(resource)) {
                return resource;
            }
        }
        for (String parameter : PAGE_PARAMETERS) {
            if (!macro.parameter(parameter).isEmpty()) {
                return byText(macro.parameter(parameter));
            }
        }
        String id = macro.parameter("pageId");
        return CONTENT_ID.matcher(id).matches() ? byId(id) : null;
    }

    private static boolean namesContent(Element resource) {
        return !resource.attr("ri:content-title").isBlank()
                || !resource.attr("ri:content-id").isBlank();
    }

    /** Confluence 4 wrote {@code KEY:Title} instead of a resource. */
    static Element byText(String text) {
        Matcher matcher = KEY_AND_TITLE.matcher(text);
        boolean keyed = matcher.matches();
        return new Element("ri:page")
                .attr("ri:space-key", keyed ? matcher.group(1) : "")
                .attr("ri:content-title", keyed ? matcher.group(2) : text);
    }

    static Element byId(String contentId) {
        return new Element("ri:content-entity").attr("ri:content-id", contentId);
    }
}
