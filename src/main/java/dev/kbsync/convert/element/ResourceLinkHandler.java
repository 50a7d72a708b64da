package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Elements;
import dev.kbsync.convert.handling.Resource;
import dev.kbsync.convert.tree.Target;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * A link to something of the site. Without a body it shows the target's title, without a target it
 * stays on the page.
 *
 * <pre>{@code
 * <ac:link ac:anchor="place">
 *   <ri:page ri:content-title="Title" />   or another resource
 *   <ac:link-body>rich text</ac:link-body>   or <ac:plain-text-link-body><![CDATA[text]]></ac:plain-text-link-body>
 * </ac:link>
 * }</pre>
 */
public final class ResourceLinkHandler implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("ac:link");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        String anchor = element.attr("ac:anchor");
        Element referred = referred(element);
        Resource resource =
                referred != null
                        ? Resource.of(referred, anchor, page)
                        : anchor.isEmpty()
                                ? new Resource(page.home().title(), page.addresses().self())
                                : new Resource(anchor, page.addresses().anchor(anchor));
        Runnable text =
                Elements.hasContent(element)
                        ? () -> page.children(element)
                        : () -> page.flow().word(resource.text());
        Target target = resource.target();
        if (target == null) {
            text.run();
            return Treatment.NAMED;
        }
        page.flow().linked(target, text);
        return Treatment.RENDERED;
    }

    private static @Nullable Element referred(Element link) {
        for (int i = 0; i < link.childNodeSize(); i++) {
            if (link.childNode(i) instanceof Element child
                    && child.normalName().startsWith("ri:")) {
                return child;
            }
        }
        return null;
    }
}
