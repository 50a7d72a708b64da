package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Elements;
import dev.kbsync.convert.handling.Resource;
import dev.kbsync.convert.tree.Mark;
import dev.kbsync.convert.tree.Target;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * An image, with its caption below it. The file's name stays readable: as the alternative text
 * where there is none or the caption repeats it, else as the title where the address had to be
 * encoded. One of another page, whose address is not known, becomes a link to that page.
 *
 * <pre>{@code
 * <ac:image ac:alt="alternative text" ac:title="title" ac:layout="center">
 *   <ri:attachment ri:filename="name.png" />   or <ri:url ri:value="https://..." />
 *   <ac:caption><p>caption</p></ac:caption>
 * </ac:image>
 * }</pre>
 */
public final class ImageHandler implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("ac:image", "ac:caption");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        if (element.normalName().equals("ac:caption")) {
            if (element.hasText()) {
                page.flow().lineBreak();
                page.flow()
                        .line(
                                () ->
                                        page.flow()
                                                .marked(
                                                        Mark.EMPHASIS,
                                                        () -> page.children(element)));
            }
            return Treatment.RENDERED;
        }
        Element caption = Elements.child(element, "ac:caption");
        boolean block = caption != null || element.hasAttr("ac:layout");
        if (block) {
            page.flow().begin();
        }
        Treatment treatment = image(element, caption, page);
        page.children(element);
        if (block) {
            page.flow().boundary();
        }
        return treatment;
    }

    private static Treatment image(Element element, @Nullable Element caption, Conversion page) {
        String emoji = Emoji.ofImage(element.attr("ac:class"), element.attr("ac:alt"));
        if (!emoji.isEmpty()) {
            page.flow().text(emoji);
            return Treatment.RENDERED;
        }
        Element referred = Elements.resource(element);
        Resource resource =
                referred == null ? new Resource("", null) : Resource.of(referred, "", page);
        String below = caption == null ? "" : caption.text().strip();
        String alternative = unless(below, element.attr("ac:alt").strip());
        Target target = resource.target();
        if (target != null && referred != null && Resource.isOutOfReach(referred, page)) {
            String file = resource.text();
            boolean named = alternative.isEmpty() || alternative.equals(file);
            String name = named ? file : alternative + " (" + file + ")";
            page.flow().linked(target, () -> page.flow().word(name));
            return Treatment.NAMED;
        }
        return Images.write(
                resource, alternative, unless(below, element.attr("ac:title").strip()), page);
    }

    private static String unless(String repeated, String text) {
        return text.equals(repeated) ? "" : text;
    }
}
