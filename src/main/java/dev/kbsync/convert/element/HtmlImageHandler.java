package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Resource;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/** {@code <img src="https://..." alt="..." />}, as pasted content has it. */
public final class HtmlImageHandler implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("img");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        String emoji = Emoji.ofImage(element.className(), element.attr("alt"));
        if (!emoji.isEmpty()) {
            page.flow().text(emoji);
            return Treatment.RENDERED;
        }
        String address = element.attr("src");
        Resource image = new Resource(address, page.addresses().link(address));
        return Images.write(image, element.attr("alt").strip(), element.attr("title"), page);
    }
}
