package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Resource;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/** A resource that stands alone, where a link around it got lost: {@code <ri:page ... />}. */
public final class ResourceHandler implements ElementHandler {

    private static final Set<String> USERS = Set.of("ac:link", "ac:image", "ri:attachment");

    @Override
    public Set<String> names() {
        return Set.of(
                "ri:page",
                "ri:blog-post",
                "ri:attachment",
                "ri:url",
                "ri:shortcut",
                "ri:user",
                "ri:space",
                "ri:content-entity");
    }

    /** Inside a link or an image it has been dealt with; what strayed into it has not. */
    @Override
    public Treatment handle(Element element, Conversion page) {
        Element parent = element.parent();
        boolean used = parent != null && USERS.contains(parent.normalName());
        if (!used) {
            page.flow().word(Resource.of(element, "", page).text());
        }
        page.children(element);
        return used ? Treatment.RENDERED : Treatment.NAMED;
    }
}
