package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Addresses;
import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Elements;
import dev.kbsync.convert.tree.Target;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * A plain link, also one shown as a card: {@code <a href="https://example.org/">text</a>}. Without
 * text it shows its address, as a list of issues its query. What must not be a link stays text. One
 * with a {@code name} is a place that links may lead to.
 */
public final class LinkHandler implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("a");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        String address = element.attr("href");
        page.flow().place(element.attr("name"));
        page.flow().place(element.id());
        Target target = page.addresses().link(address);
        String query = Datasource.query(element);
        if (target != null && !query.isEmpty()) {
            page.flow().word("Jira: ");
            page.flow().linked(target, () -> page.flow().inlineCode(query));
            return Treatment.NAMED;
        }
        boolean empty = !Elements.hasContent(element);
        if (target != null) {
            page.flow()
                    .linked(
                            target,
                            () -> {
                                page.children(element);
                                page.flow().text(empty ? address : "");
                            });
            return Treatment.RENDERED;
        }
        page.children(element);
        if (Addresses.isReadable(address) && !element.text().contains(address)) {
            page.flow().text(empty ? address : " (" + address + ")");
        }
        return address.isBlank() ? Treatment.RENDERED : Treatment.NAMED;
    }
}
